"""Makes the reference numbers of the statistics, with SciPy, statsmodels, scikit-learn and krippendorff.

    python -m venv v && v/bin/pip install -r requirements.txt
    v/bin/python make_golden.py

The result goes to ../../resources/golden/measure/statistics.json. What no package offers is computed here
from its definition, in the plainest way: by trying every draw, or every sign.
"""

import itertools
import json
import math
import pathlib

import krippendorff
import numpy as np
import pandas
import scipy.stats as st
import statsmodels.api as sm
import statsmodels.formula.api as smf
from scipy.optimize import brentq
from sklearn.metrics import brier_score_loss, roc_auc_score
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestPower
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

OUT = pathlib.Path(__file__).resolve().parent.parent.parent / "resources" / "golden" / "measure"
random = np.random.default_rng(20260101)


def binomial():
    rows = []
    for count, of in [(0, 10), (10, 10), (3, 10), (37, 100), (1, 1), (451, 1000), (986, 1000), (7, 1319)]:
        exact = st.binomtest(count, of).proportion_ci(0.95, "exact")
        wilson = proportion_confint(count, of, 0.05, "wilson")
        rows.append({"count": count, "of": of, "exact": list(exact), "wilson": [float(w) for w in wilson]})
    return rows


def mcnemar_tests():
    rows = []
    for b, c in [(5, 15), (15, 5), (0, 6), (10, 10), (1, 2), (12, 31), (0, 1), (40, 61), (3, 535)]:
        exact = mcnemar([[0, b], [c, 0]], exact=True).pvalue
        mid = min(1, 2 * st.binom.cdf(min(b, c), b + c, 0.5) - st.binom.pmf(min(b, c), b + c, 0.5))
        if b == c:
            mid = 1 - st.binom.pmf(b, b + c, 0.5) / 2
        rows.append({"broken": b, "fixed": c, "exact": float(exact), "mid": float(mid)})
    return rows


def paired_values():
    """Item differences with their clusters: singletons, averaged samples, and clusters of several items."""
    cases = [
        [[v] for v in random.integers(-1, 2, 14).tolist()],
        [[v / 8] for v in random.integers(-8, 9, 16).tolist()],
        [[v] for v in random.normal(0.2, 1, 12).tolist()],
        [random.normal(m, 0.3, k).tolist() for m, k in [(0.4, 3), (0.1, 5), (-0.2, 2), (0.3, 4), (0.6, 1), (0.2, 6)]],
    ]
    rows = []
    for units in cases:
        y = np.concatenate(units)
        groups = np.concatenate([[g] * len(u) for g, u in enumerate(units)])
        sums = np.array([sum(u) for u in units])
        fit = sm.OLS(y, np.ones(len(y))).fit(cov_type="cluster", cov_kwds={"groups": groups, "df_correction": True}, use_t=True)
        permutation = st.permutation_test((sums, np.zeros(len(sums))), lambda a, b, axis: np.mean(a - b, axis=axis),
                                          permutation_type="samples", n_resamples=np.inf, vectorized=True)
        row = {"units": units, "mean": float(y.mean()), "error": float(fit.bse[0]), "p": float(fit.pvalues[0]),
               "interval": [float(v) for v in fit.conf_int(0.05)[0]], "permutation": float(permutation.pvalue)}
        if all(len(u) == 1 for u in units):
            row["tost"] = {str(m): float(DescrStatsW(y).ttost_mean(-m, m)[0]) for m in (0.1, 0.5, 1.0)}
        rows.append(row)
    return rows


def tango():
    """Tango's statistic with the restricted estimate found by maximising the likelihood, and its roots."""
    def statistic(b, c, n, delta):  # b: first better, c: second better, delta = p_c - p_b
        low, high = max(0, -delta) + 1e-15, (1 - delta) / 2 - 1e-15  # of p_b

        def score(q):
            return b / q + c / (q + delta) - 2 * (n - b - c) / (1 - 2 * q - delta)
        if score(low) < 0:
            q = low
        elif score(high) > 0:
            q = high
        else:
            q = brentq(score, low, high, xtol=1e-16, rtol=1e-15, maxiter=1000)
        return (c - b - n * delta) / math.sqrt(n * (2 * q + delta * (1 - delta)))
    rows = []
    for b, c, n in [(5, 15, 50), (1, 9, 30), (12, 31, 200), (10, 10, 100), (2, 2, 1000), (0, 535, 1000), (6, 0, 40)]:
        z = st.norm.ppf(0.975)
        ends = [brentq(lambda d: statistic(b, c, n, d) - s * z, -1 + 1e-9, 1 - 1e-9, xtol=1e-15) for s in (1, -1)]
        equivalence = max(st.norm.cdf(statistic(b, c, n, 0.1)), st.norm.sf(statistic(b, c, n, -0.1)))
        rows.append({"broken": b, "fixed": c, "items": n, "interval": ends, "equivalence": float(equivalence)})
    return rows


def power():
    def smallest(test, deviation, n):
        high = deviation / 100  # nct is NaN far out, so the bracket grows from below
        while test.power(high / deviation, n, 0.05) < 0.8:
            high *= 1.5
        return float(brentq(lambda e: test.power(e / deviation, n, 0.05) - 0.8, 1e-9, high, xtol=1e-14))
    rows = []
    for effect, deviation, n in [(0.05, 0.5, 100), (0.1, 0.3, 30), (0.02, 0.4, 5000), (0.3, 0.2, 5), (0.5, 0.2, 3)]:
        test = TTestPower()
        rows.append({"effect": effect, "deviation": deviation, "n": n,
                     "power": float(test.power(effect / deviation, n, 0.05)),
                     "smallest": smallest(test, deviation, n),
                     "needed": math.ceil(test.solve_power(effect / deviation, None, 0.05, 0.8) - 1e-9)})
    return rows


def holm():
    p = [0.01, 0.04, 0.03, 0.005, 0.2, 0.04, 1.0]
    return {"p": p, "adjusted": [float(v) for v in multipletests(p, method="holm")[1]]}


def pass_at_k():
    return [{"right": c, "samples": n, "k": k, "value": float(1 - math.comb(n - c, k) / math.comb(n, k))}
            for n, c, k in [(10, 3, 1), (10, 3, 5), (10, 0, 5), (10, 10, 5), (200, 17, 100), (8, 6, 3), (64, 1, 64)]]


def majority():
    """By trying every draw."""
    rows = []
    for right, wrong, unparsed in [([3], [2, 2], 1), ([2, 2], [3], 0), ([1], [1, 1, 1], 2), ([4], [4], 0), ([], [3], 1),
                                   ([5], [3, 1], 2)]:
        pool = [("r%d" % i, True) for i, k in enumerate(right) for _ in range(k)]
        pool += [("w%d" % i, False) for i, k in enumerate(wrong) for _ in range(k)]
        pool += [(None, False)] * unparsed
        values = []
        for n in range(1, len(pool) + 1):
            total = 0.0
            draws = list(itertools.combinations(range(len(pool)), n))
            for draw in draws:
                counts = {}
                for i in draw:
                    if pool[i][0] is not None:
                        counts[pool[i]] = counts.get(pool[i], 0) + 1
                best = [a for a, k in counts.items() if k == max(counts.values())]
                total += sum(a[1] for a in best) / len(best) if best else 0
            values.append(total / len(draws))
        rows.append({"right": right, "wrong": wrong, "unparsed": unparsed, "majority": values})
    return rows


def components():
    rows = []
    for items, seeds, samples in [(30, 5, 4), (12, 3, 1)]:
        y = (random.normal(0, 1, (items, 1, 1)) + random.normal(0, 0.5, (1, seeds, 1))
             + random.normal(0, 0.3, (items, seeds, 1)) + random.normal(0, 0.7, (items, seeds, samples)))
        frame = pandas.DataFrame([{"y": y[i, s, k], "item": i, "seed": s} for i in range(items) for s in range(seeds)
                                  for k in range(samples)])
        formula = "y ~ C(item) * C(seed)" if samples > 1 else "y ~ C(item) + C(seed)"
        table = sm.stats.anova_lm(smf.ols(formula, frame).fit(), typ=1)
        mean = table["sum_sq"] / table["df"]
        both = mean["C(item):C(seed)"] if samples > 1 else mean["Residual"]
        rest = mean["Residual"]
        rows.append({"values": y.tolist(),
                     "item": max(0, (mean["C(item)"] - both) / (seeds * samples)),
                     "seed": max(0, (mean["C(seed)"] - both) / (items * samples)),
                     "interaction": max(0, (both - rest) / samples) if samples > 1 else both,
                     "sampling": rest if samples > 1 else None})
    return rows


def calibration():
    confidence = np.round(random.beta(3, 2, 137), 2)
    right = random.random(137) < confidence ** 1.5
    order = np.argsort(confidence, kind="stable")
    c, r = confidence[order], right[order]
    bins, start = [], 0
    for b in range(1, 11):
        if start >= len(c):
            break
        end = max(start + 1, len(c) * b // 10)
        while end < len(c) and c[end] == c[end - 1]:
            end += 1
        bins.append((end - start) * abs(r[start:end].mean() - c[start:end].mean()) / len(c))
        start = end
    return {"confidence": confidence.tolist(), "right": right.tolist(), "brier": float(brier_score_loss(right, confidence)),
            "auroc": float(roc_auc_score(right, confidence)), "ece": float(sum(bins))}


def agreement():
    table = [[1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
             [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]]
    data = np.array([[np.nan if v is None else v for v in row] for row in table], dtype=float)
    return {"units": [[row[u] for row in table if row[u] is not None] for u in range(len(table[0]))],
            **{scale: float(krippendorff.alpha(data, level_of_measurement=scale)) for scale in
               ("nominal", "ordinal", "interval")}}


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    golden = {"binomial": binomial(), "mcnemar": mcnemar_tests(), "paired": paired_values(), "tango": tango(), "power": power(),
              "holm": holm(), "passAtK": pass_at_k(), "majority": majority(), "components": components(),
              "calibration": calibration(), "krippendorff": agreement()}
    (OUT / "statistics.json").write_text(json.dumps(golden, indent=None, separators=(",", ":")).replace("],\"", "],\n\"") + "\n")


if __name__ == "__main__":
    main()
