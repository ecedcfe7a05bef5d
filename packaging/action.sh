#!/usr/bin/env bash
# The steps of action.yml: annotations, a SARIF log if one is asked for, and a table in the summary of the job.
#
#     PATHS="content" FAIL_ON=warning ARGS="" SARIF="" packaging/action.sh
set -u

# Words of the inputs are arguments, and globs in them are nutgraf's.
set -f
# shellcheck disable=SC2206
arguments=(${ARGS:-} ${PATHS:-.})

status=0
nutgraf audit --fail-on "${FAIL_ON:-warning}" --format github "${arguments[@]}" || status=$?
if [ "$status" -gt 1 ]; then
    exit "$status"
fi
if [ -n "${SARIF:-}" ]; then
    nutgraf audit --quiet --fail-on never --format sarif --output "$SARIF" "${arguments[@]}" || exit 2
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    nutgraf audit --quiet --fail-on never --format markdown "${arguments[@]}" >> "$GITHUB_STEP_SUMMARY" || exit 2
fi
exit "$status"
