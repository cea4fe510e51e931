"""The bipartite configuration model: what accounts and objects of these degrees would share, times left to chance.

Maximum entropy given the mean number of objects of each account and of accounts of each object: account a shares
object o with probability x_a y_o / (1 + x_a y_o) (Saracco et al. 2015, DOI 10.1038/srep10595). Unlike the shuffle it
does not know which objects the two have in common, so common interests look like more than chance to it: beside the
shuffle it is a second opinion, alone it is none.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import gammainc

from graphs.kernels import kernel
from graphs.measure.coordination.chance import Incidence
from graphs.measure.coordination.meetings import Meetings
from graphs.narratives.arrays import F64, I32, I64

_ROUNDS = 2_000
_CLOSE = 1e-10


class Model(NamedTuple):
    """The fitted x of each account and y of each object."""

    x: F64
    y: F64


def fit(use: Incidence, objects: int) -> Model:
    """Fit by fixed point over the distinct degrees (Vallarano et al. 2021, DOI 10.1038/s41598-021-93830-4)."""
    rows, row_of, row_size = _classes(np.diff(use.bounds))
    columns, column_of, column_size = _classes(np.bincount(use.object, minlength=objects))
    total = max(float(np.sum(rows * row_size)), 1.0)
    x, y = rows / np.sqrt(total), columns / np.sqrt(total)
    for _ in range(_ROUNDS):
        fitted_x = rows / np.maximum((column_size * y / (1 + np.outer(x, y))).sum(1), 1e-300)
        shared = (row_size * fitted_x)[:, None] / (1 + np.outer(fitted_x, y))
        fitted_y = columns / np.maximum(shared.sum(0), 1e-300)
        change = max(_moved(x, fitted_x), _moved(y, fitted_y))
        x, y = fitted_x, fitted_y
        if change < _CLOSE:
            break
    return Model(x[row_of], y[column_of])


def configuration_tails(model: Model, chance: F64, met: Meetings) -> tuple[F64, F64]:
    """Return for each account pair the objects it would meet on under the model, and p of as many as it did.

    `chance` is that of two shares of an object to be within the window. The tail is Poisson's, which is not below that
    of the sum of unequal coins it stands for where the count exceeds its mean by one or more (Hoeffding 1956, DOI
    10.1214/aoms/1177728178); nearer to the mean, p is 1.
    """
    distinct, place = np.unique(model.y, return_inverse=True)
    worth = np.bincount(place, weights=chance, minlength=len(distinct)).astype(np.float64)
    expected = np.empty(len(met.one))
    _expected(model.x, distinct, worth, met.one, met.other, expected)
    clear = met.objects >= expected + 1
    return expected, np.where(clear, gammainc(met.objects, expected), 1.0)


def _classes(degrees: I64) -> tuple[F64, I64, F64]:
    values, of, size = np.unique(degrees, return_inverse=True, return_counts=True)
    return values.astype(np.float64), of.astype(np.int64), size.astype(np.float64)


def _moved(old: F64, new: F64) -> float:
    return float(np.max(np.abs(new - old) / np.maximum(new, 1e-300), initial=0.0))


@kernel
def _expected(x: F64, y: F64, worth: F64, one: I32, other: I32, expected: F64) -> None:
    for pair in range(len(one)):
        a, b, total = x[one[pair]], x[other[pair]], 0.0
        for k in range(len(y)):
            total += worth[k] * (a * y[k] / (1 + a * y[k])) * (b * y[k] / (1 + b * y[k]))
        expected[pair] = total
