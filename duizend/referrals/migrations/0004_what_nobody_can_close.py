"""A referral can be taken back when nobody of the receiver is there any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referrals", "0003_waiting_by_family")]
    operations = [
        migrations.AlterField(
            model_name="referralevent",
            name="what",
            field=models.CharField(
                choices=[
                    ("send", "sent"),
                    ("take", "taken"),
                    ("decline", "declined"),
                    ("contact_made", "contact made"),
                    ("contact_failed", "no contact yet"),
                    ("start", "help started"),
                    ("complete", "help finished"),
                    ("answer", "answer to the referrer"),
                    ("withdraw", "withdrawn"),
                    ("take_back", "taken back, because nobody is there any more"),
                ],
                max_length=20,
            ),
        ),
    ]
