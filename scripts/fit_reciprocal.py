#!/usr/bin/env python3
"""Fit 1/z by a sum of exponentials: the RATES and WEIGHTS of src/score/textrank.rs.

    pip install numpy scipy && python3 scripts/fit_reciprocal.py

z runs over ln 2 .. 2 ln 2^24: the sums of the logarithms of two sentence lengths, the shorter one having one
stem (whose partner has at least two), the longer ones 16 million. Least squares on the relative error, with
weights that grow where the error is largest (Lawson), so that the largest error becomes as small as it can.
"""
import numpy as np
from scipy.optimize import least_squares, nnls

TERMS = 8
z = np.geomspace(np.log(2), 2 * np.log(2.0**24), 3000)


def error(parameters):
    rates, weights = np.exp(np.clip(parameters, -50, 50)).reshape(2, TERMS)
    return 1 - z * (np.exp(-np.outer(z, rates)) @ weights)


rates = np.geomspace(0.01, 6, TERMS)
weights = np.maximum(nnls(z[:, None] * np.exp(-np.outer(z, rates)), np.ones_like(z))[0], 1e-4)
parameters, importance, best = np.log([rates, weights]).ravel(), np.ones_like(z), (np.inf, None)
for _ in range(120):
    parameters = least_squares(lambda p: importance * error(p), parameters, method="lm", max_nfev=4000,
                               xtol=1e-15, ftol=1e-15, gtol=1e-15).x
    size = np.abs(error(parameters))
    best = min(best, (size.max(), tuple(parameters)))
    importance *= np.sqrt(0.2 + size / size.max())
    importance /= importance.mean()

rates, weights = np.exp(best[1]).reshape(2, TERMS)
order = np.argsort(rates)
print("largest relative error", best[0])
print("RATES", rates[order].tolist())
print("WEIGHTS", weights[order].tolist())
