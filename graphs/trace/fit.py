"""The parameters of the ancestry model: fitted on posts whose parent the platform names, else documented defaults."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from graphs.evidence import DOCUMENTED
from graphs.order import p_orders
from graphs.store.database import Store
from graphs.trace.ancestry import Contacts, Parameters
from graphs.trace.rows import HOUR, MEMBER, Actors, Floats, Ints, Rows

LEAST_EXPLICIT = 50
_MOST_CHILDREN, _MOST_POSTS = 1000, 3000
_STEPS = 50
# α, γ, log contact: the defaults' spread where nothing is fitted, and the weak prior that keeps a fit finite
_SPREAD = np.array([0.15, 0.1, 0.3])
_PRIOR = np.array([1.0, 0.5, 1.0])
_LOWEST, _HIGHEST = np.array([0.2, 0.0, np.log(0.5)]), np.array([3.0, 1.5, np.log(50.0)])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Model:
    """The parameters' centre, their covariance (α, γ, log contact), and on how many explicit parents they rest."""

    centre: Parameters
    covariance: Floats
    explicit: int

    def draws(self, count: int, rng: np.random.Generator) -> list[Parameters]:
        """Draw parameters from their posterior, cut to the range in which the model makes sense."""
        drawn = rng.multivariate_normal(_vector(self.centre), self.covariance, size=count, method="cholesky")
        return [_with(self.centre, np.clip(one, _LOWEST, _HIGHEST)) for one in drawn]


def contacts(store: Store, actors: Actors) -> Contacts:
    """Read who has taken something from whom, numbered like `actors`."""
    found = store.sql("trace/contacts", documented=[str(one) for one in DOCUMENTED]).fetchnumpy()
    child, parent = (_places(actors, np.asarray(found[name])) for name in ("child", "parent"))
    known = (child >= 0) & (parent >= 0)
    keys = child[known] * len(actors.codes) + parent[known]
    order = np.argsort(keys, kind="stable")
    return Contacts(
        keys=keys[order], since=np.asarray(found["since"])[known][order].astype(np.int64), authors=len(actors.codes)
    )


def _places(actors: Actors, codes: Ints) -> Ints:
    at = np.minimum(np.searchsorted(actors.codes, codes), max(len(actors.codes) - 1, 0))
    if not len(actors.codes):
        return np.full(len(codes), -1, dtype=np.int64)
    return np.where(actors.codes[at] == codes, at, -1).astype(np.int64)


def model(store: Store, rows: Rows, known: Contacts) -> Model:
    """Fit α, γ and the contact factor by maximum likelihood on hidden explicit parents; the other parameters are given.

    Each quote, reply or repost that names its true parent is asked which of its narrative's posts it was taken from: a
    conditional logit, concave, solved by Newton's method under a weak normal prior around the defaults. Under
    50 such posts the defaults stand, with a stated spread.
    """
    defaults = Parameters()
    found = store.sql("trace/explicit").fetchnumpy()
    child, parent = np.asarray(found["child"]), np.asarray(found["parent"])
    choices = _choices(rows, known, child, parent, defaults)
    if choices is None or len(choices.starts) < LEAST_EXPLICIT:
        return Model(centre=defaults, covariance=np.diag(_SPREAD**2), explicit=0)
    centre, covariance = _newton(choices, _vector(defaults))
    return Model(centre=_with(defaults, centre), covariance=covariance, explicit=len(choices.starts))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Choices:
    """Candidates of all explicit children, one after another: features, log of p_order, and which one is the parent."""

    features: Floats
    offset: Floats
    starts: Ints
    truth: Ints


def _choices(rows: Rows, known: Contacts, child: Ints, parent: Ints, defaults: Parameters) -> _Choices | None:
    place = np.searchsorted(rows.offsets, child, side="right") - 1
    small = np.diff(rows.offsets)[place] <= _MOST_POSTS if len(child) else np.zeros(0, dtype=bool)
    _, first = np.unique(child, return_index=True)
    kept = np.intersect1d(first, np.flatnonzero(small))
    kept = kept[np.linspace(0, len(kept) - 1, min(len(kept), _MOST_CHILDREN)).astype(np.int64)] if len(kept) else kept
    features, offset, starts, truth, total = [], [], [], [], 0
    for one in kept.tolist():
        asked = _candidates(rows, known, int(child[one]), int(parent[one]), int(place[one]), defaults)
        if asked is None:
            continue
        features.append(asked[0])
        offset.append(asked[1])
        starts.append(total)
        truth.append(total + asked[2])
        total += len(asked[1])
    if not starts:
        return None
    return _Choices(
        features=np.concatenate(features),
        offset=np.concatenate(offset),
        starts=np.array(starts),
        truth=np.array(truth),
    )


def _candidates(
    rows: Rows, known: Contacts, child: int, parent: int, place: int, defaults: Parameters
) -> tuple[Floats, Floats, int] | None:
    """Return the features of all posts that child may have been taken from, log p_order, and where its parent is."""
    column = rows.columns
    span = np.arange(rows.offsets[place], rows.offsets[place + 1])
    span = span[(column["part"][span] == MEMBER) & (span != child)]
    lo, hi = column["lo"], column["hi"]
    order = p_orders(lo[span], hi[span], np.full(len(span), lo[child]), np.full(len(span), hi[child]))
    age = np.maximum((lo[child] + hi[child]) - (lo[span] + hi[span]), 0) / (2.0 * HOUR)
    open_ = (order > 0) & (age <= defaults.horizon)
    at = np.flatnonzero(span[open_] == parent)
    if len(at) != 1 or open_.sum() < 2:
        return None
    span, order, age = span[open_], order[open_], age[open_]
    reach = np.log1p(column["followers"][span])
    reach = np.where(np.isnan(reach), np.nanmean(reach) if (~np.isnan(reach)).any() else 0.0, reach)
    features = np.column_stack([-np.log(age + defaults.delta), reach, _contact(known, column, child, span)])
    return features, np.log(order), int(at[0])


def _contact(known: Contacts, column: dict[str, npt.NDArray[np.int64]], child: int, span: Ints) -> Floats:
    """Tell for each candidate whether the child's author had taken something from its author before."""
    if not len(known.keys):
        return np.zeros(len(span))
    keys = column["actor"][child] * known.authors + column["actor"][span]
    at = np.minimum(np.searchsorted(known.keys, keys), len(known.keys) - 1)
    before = (known.keys[at] == keys) & (known.since[at] < column["lo"][child])
    return np.where(before, 1.0, 0.0)


def _newton(choices: _Choices, start: Floats) -> tuple[Floats, Floats]:
    """Return the mode of the posterior and the inverse of its curvature there."""
    theta, prior = start.copy(), np.diag(_PRIOR**-2.0)
    for _ in range(_STEPS):
        gradient, curvature = _derivatives(choices, theta)
        gradient -= prior @ (theta - start)
        step = np.linalg.solve(curvature + prior, gradient)
        theta = np.clip(theta + step * min(1.0, 1.0 / max(float(np.abs(step).max()), 1e-12)), _LOWEST, _HIGHEST)
        if np.abs(step).max() < 1e-9:
            break
    covariance = np.linalg.inv(_derivatives(choices, theta)[1] + prior)
    return theta, (covariance + covariance.T) / 2


def _derivatives(choices: _Choices, theta: Floats) -> tuple[Floats, Floats]:
    """Return the gradient of the log-likelihood and minus its Hessian."""
    score = choices.features @ theta + choices.offset
    score -= np.repeat(np.maximum.reduceat(score, choices.starts), np.diff([*choices.starts, len(score)]))
    weight = np.exp(score)
    weight /= np.repeat(np.add.reduceat(weight, choices.starts), np.diff([*choices.starts, len(score)]))
    means = np.add.reduceat(choices.features * weight[:, None], choices.starts, axis=0)
    gradient = (choices.features[choices.truth] - means).sum(axis=0)
    curvature = (choices.features * weight[:, None]).T @ choices.features - means.T @ means
    return gradient, curvature


def _vector(parameters: Parameters) -> Floats:
    return np.array([parameters.alpha, parameters.gamma, np.log(parameters.contact)])


def _with(parameters: Parameters, vector: Floats) -> Parameters:
    alpha, gamma, contact = (float(one) for one in vector)
    return replace(parameters, alpha=alpha, gamma=gamma, contact=float(np.exp(contact)))
