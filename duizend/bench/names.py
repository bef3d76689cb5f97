"""Invented names: enough different ones that a search by trigrams has something to choose."""

from __future__ import annotations

WOMEN = """
Aaltje Aicha Alina Amal Amber Amina Anisa Anke Anna Anouk Asha Aylin Azra Babette Bente Berfin
Bianca Britt Carlijn Carmen Chantal Charlotte Daphne Dilara Dina Djamila Eline Elif Elise Emma
Esra Esther Eva Fadila Farah Fatima Femke Fenna Fleur Floor Froukje Gülsüm Hafsa Hanna Hatice
Helin Hiba Ilse Imane Inge Irina Iris Isra Jacomijn Janna Jasmijn Jenny Jet Jildou Joanna Johanna
Jolien Judith Julia Karima Katarzyna Kaylee Khadija Kim Kirsten Layla Leila Lena Leonie Lieke
Linda Lisa Lotte Louise Lucia Magdalena Maha Malak Manon Mara Margriet Maria Marieke Marjolein
Marloes Martine Maryam Melissa Merel Merve Mila Milou Mirjam Monika Myrthe Nadia Naima Najat
Natalia Nienke Nina Noa Noura Nynke Oksana Olga Olivia Paulien Petra Rabia Rachel Rahma Rania
Renske Roos Rosa Ruth Sabrina Safiya Salma Samira Sanne Sara Selin Selma Senna Sevda Shirin Silke
Sofia Sophie Stefanie Sümeyye Suzan Svetlana Tamara Tessa Tjitske Vera Victoria Wendy Wietske
Yara Yasmin Yvonne Zahra Zeynep Zoë
""".split()
MEN = """
Abdel Adam Ahmed Alexander Ali Anton Arjan Bart Bas Bilal Boris Bram Casper Cem Daan Daniel David
Dennis Dirk Emir Erik Fabian Farid Finn Floris Frank Gerrit Gijs Hamza Harm Hassan Hugo Ibrahim
Ilias Ivan Jan Jasper Jelle Jeroen Jesse Joost Jorrit Karim Kasper Kees Koen Lars Leo Levi Lukas
Maarten Marcin Mark Matthijs Mehmet Mees Milan Mohamed Mustafa Niels Noud Olaf Omar Onno Pawel
Peter Piotr Pim Rachid Reinier Rens Robin Roel Ruben Sam Samir Sander Sem Sietse Stefan Sven
Tariq Teun Thijs Thomas Tim Tobias Tom Viktor Vincent Wessel Willem Wout Xander Yassin Yusuf Ziad
""".split()
_PREFIXES = ("", "", "", "van ", "van der ", "van de ", "de ", "ten ", "El ", "ter ")
_BEGINNINGS = """
Aker Alt Bak Bar Beek Ber Blom Bor Bos Brand Brug Burg Dal Dek Dijk Don Dorst Drie Eem Eik Elz Eng
Erm Es Ever Graaf Groen Haag Haar Ham Hart Haver Heer Heid Hoek Hof Hol Horst Huis Jager Kamp Kar
Ker Klaas Klom Koop Kort Kuip Laar Lam Leem Lin Loo Maas Meer Mid Mol Mulder Nij Noor Oost Oud
Pel Ploeg Pol Post Put Raad Riet Rood Ros Rust Schip Schor Sloot Smit Spaan Steen Stel Tak Tel
Tim Tol Uil Vaart Veen Velt Vis Vos Waal Wal Water Weer West Wijn Wil Wolf Zand Zee Zijl Zuid
""".split()
_ENDINGS = (
    "", "aard", "berg", "brink", "dam", "dijk", "ema", "endaal", "enberg", "horst", "huis", "ing",
    "inga", "kamp", "laan", "man", "meijer", "mans", "oven", "sen", "sma", "stra", "veld", "wijk",
)  # fmt: skip
_ELSEWHERE = """
Abdi Achterberg-Said Akkaya Aksoy Alaoui Amrani Arslan Aydin Azzouzi Bakkali Bensaid Benali Bouzid
Bulut Celik Chaouch Çetin Demir Dogan Erdem Farah Ghazi Haddad Hamidi Hassani Idrissi Jabbar
Kaplan Karimi Kaya Khalil Kiliç Kovalenko Kowalska Kurt Lahlou Lewandowska Mahmoud Mansouri
Mohamud Nowak Osman Öztürk Polat Rahimi Rahmani Saidi Şahin Salhi Shevchenko Tahiri Tekin Tesfay
Wiśniewska Wójcik Yilmaz Yıldız Zielińska Zouhair
""".split()
STREETS = """
Beukenlaan Dorpsstraat Eikenhof Esweg Hoofdstraat Kanaalweg Kerkbrink Lindelaan Molenstraat
Noorderdiep Parallelweg Schoolstraat Stationsweg Veenweg Wilgenpad Zuiderkamp
""".split()
LANGUAGES = ("Nederlands", "Nederlands", "Nederlands", "Arabisch", "Pools", "Tigrinya", "Turks")
RELATIONSHIPS = ("moeder", "zus", "buurvrouw", "vriendin", "schoonmoeder", "oma")


def family_names() -> list[str]:
    """Some 19,000 family names, always in the same order."""
    from_here = [
        f"{prefix}{beginning}{ending}"
        for prefix in dict.fromkeys(_PREFIXES)
        for beginning in _BEGINNINGS
        for ending in _ENDINGS
    ]
    # Repeated, so that names from elsewhere are met as often as they are in a region.
    return from_here + _ELSEWHERE * 60
