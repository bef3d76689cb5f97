"""Pure rules about cards that are being written: conditions as rows, parts, differences, a picture."""
