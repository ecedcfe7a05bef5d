#!/usr/bin/env python3
"""Holds what `nutgraf audit` prints for machines against the schemas of its formats.

    validate_formats.py PROGRAM AUDIT_SCHEMA SARIF_SCHEMA FILE...

JSON against our schema, SARIF against that of version 2.1.0; JUnit and Checkstyle have to be well-formed and to count
right. All formats have to tell the same findings, and a baseline has to leave none. Keyphrases that are nowhere and
everywhere are asked for, so that every shape of a finding occurs.
"""

import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

import jsonschema

ASKED = ["--keyphrase", "the", "--keyphrase", 'quux & <b>"frob"</b>']


def main():
    program, audit_schema, sarif_schema, *files = sys.argv[1:]
    problems = []

    def run(form, *more, fail_on="never"):
        command = [program, "audit", "--quiet", "--fail-on", fail_on, "--format", form, *ASKED, *more, *files]
        ran = subprocess.run(command, capture_output=True, encoding="utf-8")
        if ran.returncode > (fail_on != "never"):
            problems.append(f"{form}: exit status {ran.returncode}: {ran.stderr.strip()}")
        return ran.stdout

    def validate(form, validator, value):
        for error in validator.iter_errors(value):
            place = "/".join(map(str, error.absolute_path))
            problems.append(f"{form}: {value.get('file', '')} {place}: {error.message[:300]}")

    def agree(form, found, expected):
        if found != expected:
            problems.append(f"{form}: {found}, but JSON has {expected}")

    with open(audit_schema, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    lines = run("json")
    audits = [json.loads(line) for line in lines.splitlines()]
    for audit in audits:
        validate("json", validator, audit)
    agree("json", [audit["file"] for audit in audits], files)
    findings = [(audit["file"], finding) for audit in audits for finding in audit["findings"]]
    rules = [finding["rule"] for _, finding in findings]

    rows = [json.loads(line) for line in run("jsonl").splitlines()]
    agree("jsonl", [(row["file"], row["rule"]) for row in rows], [(file, one["rule"]) for file, one in findings])

    with open(sarif_schema, encoding="utf-8") as file:
        schema = json.load(file)
    log = json.loads(run("sarif"))
    validate("sarif", jsonschema.validators.validator_for(schema)(schema), log)
    agree("sarif", [result["ruleId"] for result in log["runs"][0]["results"]], rules)

    # What is a failure there depends on the level that fails the run.
    suites = xml.fromstring(run("junit", fail_on="warning").encode())
    agree("junit", [suite.get("name") for suite in suites], files)
    grave = [one for _, one in findings if one["level"] != "note"]
    agree("junit", len(suites.findall("./testsuite/testcase/failure")), len(grave))
    agree("junit", int(suites.get("failures")), len(grave))

    root = xml.fromstring(run("checkstyle").encode())
    agree("checkstyle", [file.get("name") for file in root], files)
    agree("checkstyle", [error.get("source") for error in root.iter("error")], [f"nutgraf.{rule}" for rule in rules])

    agree("github", len(run("github").splitlines()), len(findings))
    agree("unix", len(run("unix").splitlines()), len(findings))

    quality = json.loads(run("gitlab"))
    agree("gitlab", sorted(one["check_name"] for one in quality), sorted(rules))
    agree("gitlab", len({one["fingerprint"] for one in quality}), len(quality))

    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as baseline:
        baseline.write(lines)
        baseline.flush()
        agree("baseline", run("jsonl", "--baseline", baseline.name), "")

    for problem in problems:
        print(problem)
    print(f"{len(files)} files, {len(findings)} findings, {len(problems)} problems")
    sys.exit(bool(problems))


main()
