"""Small dossiers for tests of releases, as the files they consist of."""

from __future__ import annotations

from pathlib import Path

CLAIM = (
    "id,stance,denial_form,unit,low,best,high,qualifier,period,place,grounds,ground_basis,hand,"
    "definition,speaker,speaker_group,speaker_kind,said_on,address,note,basis\n"
    "A1,asserts,,persons_killed,3,,,,2017,RU-CE,sexual_orientation,,,,A paper,paper,press,2017-04,"
    ",,primary\n"
)
HEAD = (
    'id = "small"\nlanguages = ["en", "ru", "sv"]\n'
    '[title]\nen = "Small"\nru = "Малое"\nsv = "Litet"\n'
)
INVENTED = HEAD + "[disclosure]\ninvented = true\n"
PUBLIC = HEAD + "[disclosure]\npublic = true\n"
LIST = (
    "record_id,name,date\n1,Nobody Atall,2017-01-03\n2,Noone Either,2017-02-11\n"
    "3,Nemo Nusquam,2017-03-30\n4,Ingen Alls,2017-05-07\n5,Keiner Nirgends,2017-07-19\n"
    "6,Personne Aucune,2017-11-02\n"
)
"""As few people as a release may speak of, and one more."""
LIST_HEAD = 'who = "Nobody"\nhow = "made up"\n'
TABLE = "one,two,count\n1,0,5\n0,1,3\n1,1,2\n"
OFFICIAL = (
    "date,place,period,complaints_registered,speaker_office,form,address,note\n"
    "2018,RU-CE,2017/2018,0,An office,no_complaint_filed,,\n"
)
DOCUMENTED = (
    "date,place,period,unit,count,speaker_group,address,note\n"
    "2018,RU-CE,2017,persons_detained,60,group,,\n"
)

ONLY_CLAIMS = {"dossier.toml": HEAD, "claims.csv": CLAIM}
ONLY_A_TABLE = {"dossier.toml": PUBLIC, "tables/counts.csv": TABLE}
ONLY_SILENCE = {"dossier.toml": HEAD, "official.csv": OFFICIAL, "documented.csv": DOCUMENTED}
AN_INVENTED_LIST = {
    "dossier.toml": INVENTED,
    "lists/people.csv": LIST,
    "lists/people.toml": LIST_HEAD,
}


def write_files(folder: Path, files: dict[str, str]) -> Path:
    """Write the files of a dossier into a folder, and return the folder."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


DENIAL = CLAIM + (
    "F1,denies,denies_act,persons_killed,0,0,0,never,2017,RU-CE,sexual_orientation,,,,An office,"
    "office,official,2017-05,,,primary\n"
)
CLAIMS_AND_A_DENIAL = {"dossier.toml": HEAD, "claims.csv": DENIAL}
