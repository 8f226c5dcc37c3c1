"""Splink at work: shares of levels learnt without labels, and the evidence for each pair.

Splink's linker changes while it is used; it does not leave this module. The model is that of
Fellegi and Sunter (1969). Shares among different people come from random pairs, and shares
among pairs of one person from expectation maximisation on two sets of pairs: those that share
their names teach what dates and places do, those that share day and region teach what names do.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from splink import Linker, SettingsCreator, block_on

from vittne.link.blocks import Candidates, distinct, pairs_within, training_keys
from vittne.link.columns import NONE, Columns, codes
from vittne.link.comparisons import ALIKE, COMPARISONS, NAME_PARTS, Comparison
from vittne.link.names import PartLevel

Engine = Literal["duckdb", "spark"]

PRIOR_PAIRS = 50.0
"""How many pairs what was expected weighs against what was learnt, at least."""
PRIOR_SHARE = 0.1
"""Its share however much there is to learn from: no lists teach that something never happens."""
FEWEST_PAIRS = 30
"""From fewer pairs than this nothing is learnt."""
ITERATIONS = (50, 15, 5)
"""Steps of expectation maximisation: at most, and where that is too many for Splink."""
RANDOM_PAIRS = 2e6
RANDOM_NAMES = 100_000

_EVEN = 0.5
_TAUGHT_BY = {
    "same_name": ("date", "place", "age", "sex", "act", "list"),
    "same_event": ("family", "given", "second", "age", "sex"),
}
"""Key of the pairs to the comparisons that have shares to learn or to help."""
_LEARNT_FROM = {"family": "same_event", "given": "same_event", "second": "same_event"}
"""All else is learnt from pairs with the same name."""

Shares = Mapping[str, tuple[float, ...]]
"""Comparison to the shares of its levels, in their order."""


@dataclass(frozen=True)
class Evidence:
    """What Splink says of the candidate pairs, in their order.

    Attributes
    ----------
    weight : float64, shape (n,)
        log2 Bayes factor of all comparisons together, without a prior.
    levels : mapping of str to int8 array, shape (n,)
        Level of each comparison: 0 is the least alike, -1 is unknown.
    same, other : Shares
        Shares of the levels among pairs of one person, and of two people.
    """

    weight: npt.NDArray[np.float64]
    levels: Mapping[str, npt.NDArray[np.int8]]
    same: Shares
    other: Shares


def compare_pairs(
    columns: Columns, pairs: Candidates, *, engine: Engine = "duckdb", seed: int = 0
) -> Evidence:
    """Learn the shares of all levels, and weigh the candidate pairs with them."""
    logging.getLogger("splink").setLevel(logging.ERROR)  # it speaks to analysts at a notebook
    with _interruptible():
        return _compare(columns, pairs, engine, seed)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C be what it is: a database that is interrupted says so as an error of its own."""
    try:
        yield
    except Exception as error:
        if any(said in str(error) for said in ("Query interrupted", "KeyboardInterrupt")):
            raise KeyboardInterrupt from error
        raise


def _compare(columns: Columns, pairs: Candidates, engine: Engine, seed: int) -> Evidence:
    keys = training_keys(columns)
    names = _Names.of(columns, pairs, keys["same_event"])
    database = _spark(names) if engine == "spark" else _duckdb(names)
    records = database.register(_frame(columns, keys), table_name="records")
    used = tuple(c for c in COMPARISONS if _says_something(c, columns))
    model = _Model(database, records, used)
    other = model.among_different_people(columns, seed)
    same = model.among_one_person(other, keys)
    return model.weigh(pairs, same, other)


@dataclass(frozen=True)
class _Names:
    """Levels of the parts of names, compared once for each pair that Splink will ask for.

    It asks several times for each: for the candidates, and for the pairs from which is learnt
    what names do.
    """

    records: int
    pair: npt.NDArray[np.int64]
    levels: Mapping[str, npt.NDArray[np.int8]]

    @classmethod
    def of(cls, columns: Columns, pairs: Candidates, teaching: npt.NDArray[np.int64]) -> _Names:
        n = len(columns)
        pair = distinct(np.concatenate([pairs.a * n + pairs.b, pairs_within(teaching)]))
        found = columns.names.compare(*np.divmod(pair, n))
        levels = {part: np.asarray(getattr(found, part), np.int8) for part in NAME_PARTS}
        return cls(n, pair, levels)

    def level(self, part: str, a: Any, b: Any) -> npt.NDArray[np.int8]:
        """Levels of pairs a < b."""
        pair = np.asarray(a, dtype=np.int64) * self.records + np.asarray(b, dtype=np.int64)
        return self.levels[part][np.searchsorted(self.pair, pair)]


def _duckdb(names: _Names) -> Any:
    import duckdb
    from splink.backends.duckdb import DuckDBAPI

    def asked(part: str) -> Callable[[Any, Any], pa.Array]:
        return lambda a, b: pa.array(names.level(part, a, b))

    connection: Any = duckdb.connect()
    connection.execute("set enable_progress_bar = false")
    for part in NAME_PARTS:
        types = ["INTEGER", "INTEGER"], "TINYINT"
        connection.create_function(f"name_{part}", asked(part), *types, type="arrow")
    return DuckDBAPI(connection)


def _spark(names: _Names) -> Any:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession
    from splink.backends.spark import SparkAPI, similarity_jar_location

    # What runs on other machines knows numpy and these arrays, and nothing of this project.
    records, known = names.records, names.pair

    def asked(levels: npt.NDArray[np.int8]) -> Callable[[int, int], int]:
        return lambda a, b: int(levels[np.searchsorted(known, a * records + b)])

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = SparkConf().setAppName("vittne").set("spark.jars", similarity_jar_location())
    settings.setIfMissing("spark.ui.enabled", "false")
    # Where there is a folder already: or else an empty one is made where somebody works.
    settings.setIfMissing("spark.sql.warehouse.dir", tempfile.gettempdir())
    if settings.get("spark.master", "local").startswith("local"):
        # On one machine nobody else is asked, and nothing listens to the network.
        settings.setIfMissing("spark.driver.bindAddress", "127.0.0.1")
        settings.setIfMissing("spark.driver.host", "127.0.0.1")
        settings.setIfMissing("spark.sql.shuffle.partitions", str(os.cpu_count() or 1))
    session = SparkSession.builder.config(conf=settings).getOrCreate()
    for part in NAME_PARTS:
        session.udf.register(f"name_{part}", asked(names.levels[part]), "tinyint")
    engine: Any = SparkAPI
    return engine(spark_session=session, break_lineage_method="persist")


def _frame(columns: Columns, keys: Mapping[str, npt.NDArray[np.int64]]) -> pa.Table:
    def texts(values: Iterable[str]) -> pa.Array:
        return pa.array([value or None for value in values], pa.string())

    def numbers(values: npt.NDArray[Any]) -> pa.Array:
        return pa.array(values, pa.int32(), mask=values == NONE)

    whole = range(len(columns))
    return pa.table(
        {
            "unique_id": pa.array(whole, pa.int32()),
            "row": pa.array(whole, pa.int32()),
            "on_list": numbers(columns.on_list),
            "family": numbers(columns.family),
            "given": numbers(columns.given),
            "second": numbers(codes(columns.names.second)),
            "day_low": numbers(columns.day_low),
            "day_high": numbers(columns.day_high),
            "place": numbers(columns.place),
            "wide": numbers(columns.wide),
            "narrow": texts(columns.narrow),
            "coded": pa.array(columns.coded),
            "age_low": numbers(columns.age_low),
            "age_high": numbers(columns.age_high),
            "sex": numbers(columns.sex),
            "act": numbers(columns.act),
            **{name: numbers(key) for name, key in keys.items()},
        }
    )


def _says_something(comparison: Comparison, columns: Columns) -> bool:
    """Whether at least two records have what is compared, and (where it matters) differ."""
    known = {
        "family": columns.family >= 0,
        "given": columns.given >= 0,
        "second": np.asarray(columns.names.second) != "",
        "date": columns.day_low >= 0,
        "place": columns.place >= 0,
        "age": columns.age_low >= 0,
        "sex": columns.sex >= 0,
        "act": columns.act >= 0,
        "list": columns.on_list > 0,
    }
    return int(np.sum(known[comparison.name])) >= (1 if comparison.name == "list" else 2)


@dataclass(frozen=True)
class _Model:
    """The comparisons on one set of records in one database."""

    database: Any
    records: Any
    comparisons: Sequence[Comparison]

    def among_different_people(self, columns: Columns, seed: int) -> Shares:
        """Shares of the levels among random pairs, which are hardly ever of one person."""
        expected = {c.name: tuple(level.other for level in c.levels) for c in self.comparisons}
        pairs = len(columns) * (len(columns) - 1) / 2
        if pairs < FEWEST_PAIRS:
            return expected
        learnt = dict(_names_of_random_pairs(columns, seed))
        plain = [c for c in self.comparisons if c.name not in NAME_PARTS]
        if plain:
            linker = _Model(self.database, self.records, plain)._linker(expected, expected)
            linker.training.estimate_u_using_random_sampling(
                max_pairs=RANDOM_PAIRS, seed=seed + 1, min_count_per_level=None, num_chunks=1
            )
            learnt.update(_shares(linker, "u_probability"))
        drawn_from = {
            name: min(pairs, RANDOM_NAMES if name in NAME_PARTS else RANDOM_PAIRS)
            for name in expected
        }
        return _drawn(expected, learnt, drawn_from, least=0.0)

    def among_one_person(self, other: Shares, keys: Mapping[str, npt.NDArray[np.int64]]) -> Shares:
        """Shares of the levels among pairs of one person, by expectation maximisation."""
        expected = {c.name: tuple(level.same for level in c.levels) for c in self.comparisons}
        learnt, weight = dict(expected), dict.fromkeys(expected, 0.0)
        for key, names in _TAUGHT_BY.items():
            used = [c for c in self.comparisons if c.name in names]
            pairs = pairs_within(keys[key]).size
            if pairs < FEWEST_PAIRS or len(used) < 2:
                continue
            part = _Model(self.database, self.records, used)
            trained = part._trained(key, expected, other)
            if trained is None:
                continue
            linker, share = trained
            found = share * pairs
            for name, shares in _shares(linker, "m_probability").items():
                if _LEARNT_FROM.get(name, "same_name") == key:
                    learnt[name], weight[name] = shares, found
        return _drawn(expected, learnt, weight, least=PRIOR_SHARE)

    def _trained(self, key: str, same: Shares, other: Shares) -> tuple[Linker, float] | None:
        """Learn from the pairs that share a key; also return the share of them that are one person.

        Splink gives up where a level that no pair has dies out (a share below 1e-300): then fewer
        steps are as good. None where even these are too many.
        """
        for most in ITERATIONS:
            linker = self._linker(same, other, prior=_EVEN, iterations=most)
            try:
                session = linker.training.estimate_parameters_using_expectation_maximisation(
                    block_on(key), estimate_without_term_frequencies=True
                )
            except ValueError as error:
                if "below the minimum" not in str(error):
                    raise
            else:
                return linker, session.core_model_settings.probability_two_random_records_match
        return None

    def weigh(self, pairs: Candidates, same: Shares, other: Shares) -> Evidence:
        """Weigh the candidate pairs with all comparisons."""
        linker = self._linker(same, other, prior=_EVEN)
        ids = {
            "join_key_l": pa.array(pairs.a, pa.int32()),
            "join_key_r": pa.array(pairs.b, pa.int32()),
        }
        table = pa.table({**ids, "match_key": pa.array(["0"] * len(pairs.a))})
        linker.table_management.register_blocked_pairs_for_predict(
            self.database.register(table, table_name="pairs")
        )
        wanted = ["unique_id_l", "unique_id_r", "match_weight"]
        wanted += [f"gamma_{c.name}" for c in self.comparisons]
        scored: Any = linker.inference.predict(warning_mode="never")
        found = scored.query_sql(f"select {', '.join(wanted)} from {{this}}").as_pyarrow_table()  # noqa: S608
        a, b = (found[name].to_numpy() for name in ("unique_id_l", "unique_id_r"))
        order = np.lexsort((b, a))
        levels = {
            c.name: found[f"gamma_{c.name}"].to_numpy()[order].astype(np.int8)
            for c in self.comparisons
        }
        return Evidence(
            found["match_weight"].to_numpy()[order].astype(np.float64), levels, same, other
        )

    def _linker(
        self, same: Shares, other: Shares, prior: float = 0.0001, iterations: int = ITERATIONS[0]
    ) -> Linker:
        return Linker(
            self.records,
            SettingsCreator(
                link_type="dedupe_only",
                comparisons=[
                    _settings(c, same, other, self.database.sql_dialect) for c in self.comparisons
                ],
                probability_two_random_records_match=prior,
                retain_matching_columns=True,  # the levels come with them only
                max_iterations=iterations,
            ),
            log_level=logging.ERROR,
            validate_settings=False,
        )


def _names_of_random_pairs(columns: Columns, seed: int) -> Shares:
    """Shares of the levels of names among random pairs."""
    rng = np.random.default_rng(seed)
    a, step = (
        rng.integers(0, len(columns), RANDOM_NAMES),
        rng.integers(1, len(columns), RANDOM_NAMES),
    )
    found = columns.names.compare(a, (a + step) % len(columns))
    shares = {}
    for comparison in COMPARISONS:
        if comparison.name in NAME_PARTS:
            parts = [part for part in sorted(PartLevel, reverse=True) if part != PartLevel.MISSING]
            seen = np.asarray(getattr(found, comparison.name))
            counts = np.array([(seen == part).sum() for part in parts])
            shares[comparison.name] = tuple((counts / max(counts.sum(), 1)).tolist())
    return shares


def _settings(comparison: Comparison, same: Shares, other: Shares, dialect: Any) -> dict[str, Any]:
    """One comparison as Splink wants it."""
    alike = dialect.jaro_winkler_function_name
    unknown: dict[str, Any] = {
        "sql_condition": comparison.unknown,
        "label_for_charts": "unknown",
        "is_null_level": True,
    }
    levels = [unknown]
    shares = zip(comparison.levels, same[comparison.name], other[comparison.name], strict=True)
    for level, m, u in shares:
        rare = {"tf_adjustment_column": level.rarity, "disable_tf_exact_match_detection": True}
        levels.append(
            {
                "sql_condition": level.when.replace(ALIKE, alike) or "ELSE",
                "label_for_charts": level.says,
                "m_probability": m,
                "u_probability": u,
                **(rare if level.rarity else {}),
            }
        )
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def _shares(linker: Linker, which: str) -> Shares:
    """Shares as the linker has them now; 0 where a level was never seen."""
    model = linker.misc.save_model_to_json()
    return {
        comparison["output_column_name"]: tuple(
            float(value) if isinstance(value := level.get(which, 0.0), (int, float)) else 0.0
            for level in comparison["comparison_levels"]
            if not level.get("is_null_level")
        )
        for comparison in model["comparisons"]
    }


def _drawn(expected: Shares, learnt: Shares, pairs: Mapping[str, float], *, least: float) -> Shares:
    """Draw what was learnt from so many pairs towards what was expected."""
    found = {}
    for name, before in expected.items():
        share = max(least, PRIOR_PAIRS / (pairs[name] + PRIOR_PAIRS))
        mixed = [(1 - share) * x + share * y for x, y in zip(learnt[name], before, strict=True)]
        # Databases add in any order: what they cannot repeat is cut off.
        found[name] = tuple(float(f"{share / sum(mixed):.9e}") for share in mixed)
    return found
