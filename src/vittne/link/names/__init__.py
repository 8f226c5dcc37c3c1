"""Names of people: one skeleton for any spelling, and how well two names agree.

One pair::

    comparison = compare_names(read_name("Джабраилов Хасан"), read_name("Khassan Djabraïlov"))
    comparison.score, comparison.level, comparison.why

Millions of pairs: every distinct name is read once, and pairs are compared in compiled code::

    table = NameTable.of([read_name(row.name) for row in rows])  # or name_from_parts(...)
    table.family, table.given, table.second    # skeletons, one for each row; or ""
    table.initials                             # sorted letters, such as "dh": order is not known
    table.key_family, table.key_given          # coarse keys, for blocking; or ""
    table.key_both                             # both keys, sorted: fits transposed names
    table.sex                                  # "m", "f" or "": what the name itself says
    table.missing                              # bool: no name, or a word that stands for none
    levels = table.compare(a, b)               # a, b: indices of rows, arrays of one length
    levels.family, levels.given, levels.second, levels.sex        # int8, values of PartLevel
    levels.level                               # int8, values of Level: the whole name
    levels.score                               # float32, 0 to 1; .5 where names say nothing

``second`` is the patronymic or, in names that have none, whatever stands between the given and the
family name. Higher values of `PartLevel` and `Level` speak more for one person; *missing* lies
between what contradicts and what agrees. Everything is symmetric in the two names.
"""

from vittne.link.names.compare import Comparison, Why, compare_names
from vittne.link.names.levels import Level, PartLevel
from vittne.link.names.parts import Name, name_from_parts, read_name
from vittne.link.names.table import NameLevels, NameTable

__all__ = [
    "Comparison",
    "Level",
    "Name",
    "NameLevels",
    "NameTable",
    "PartLevel",
    "Why",
    "compare_names",
    "name_from_parts",
    "read_name",
]
