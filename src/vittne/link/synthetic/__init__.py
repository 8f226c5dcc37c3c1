"""An invented archive whose truth is known: invented people, and five lists that found some.

Nothing here was taken from a list of people. Family names are put together from syllables, the
years are years to come (from :data:`vittne.link.synthetic.population.FIRST_YEAR` on), and every
row says in its ``note`` that it is invented: it cannot be passed off as a report. What is in
the files beside this module says how people are found and how they are written down;
``docs/method/invented-archive.md`` explains it.

The same size, seed and version give the same archive: only uniform random numbers of one
generator are used, whose stream does not change. Its digest tells whether they did.
"""

from vittne.link.synthetic.archive import VERSION, Archive, archive
from vittne.link.synthetic.evidence import evidence
from vittne.link.synthetic.population import Population
from vittne.link.synthetic.reviewing import review

__all__ = ["VERSION", "Archive", "Population", "archive", "evidence", "review"]
