#!/usr/bin/env python3
"""Holds all JSON that the program prints against the schemas of docs/schemas, and the schemas against what it prints.

    validate_json.py PROGRAM SCHEMAS FILE...

Schemas leave room for fields to come. Here there is none: a field that a schema does not describe is a problem.
"""

import copy
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema


def closed(schema):
    """The schema without room for other fields."""
    if isinstance(schema, dict):
        schema = {key: closed(value) for key, value in schema.items()}
        if schema.get("additionalProperties") is True:
            schema["additionalProperties"] = False
    elif isinstance(schema, list):
        schema = [closed(value) for value in schema]
    return schema


def main():
    program, folder, *files = sys.argv[1:]
    problems, seen = [], {}
    schemas = {}
    for path in sorted(Path(folder).glob("*.schema.json")):
        schemas[path.name.split(".")[0]] = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schemas[path.name.split(".")[0]])

    def validator(name, shape=None, instead=None):
        """Of a schema or of one of its `$defs`; `instead` names fields that stand in place of others."""
        whole = closed(copy.deepcopy(schemas[name]))
        if shape:
            whole = {"$schema": whole["$schema"], "$defs": whole["$defs"], **whole["$defs"][shape]}
        for field, gone in (instead or {}).items():
            whole["properties"] = {key: value for key, value in whole["properties"].items() if key not in gone} | {field: {}}
            whole["required"] = [field, *(key for key in whole["required"] if key not in gone)]
        return jsonschema.Draft202012Validator(whole)

    def run(*command):
        ran = subprocess.run([program, *command], capture_output=True, encoding="utf-8")
        if ran.returncode not in (0, 1):
            problems.append(f"{' '.join(command[:4])}: exit status {ran.returncode}: {ran.stderr.strip()[:300]}")
        return [json.loads(line) for line in ran.stdout.splitlines()]

    def hold(what, validator, values):
        seen[what] = len(values)
        if not values:
            problems.append(f"{what}: nothing was printed")
        for value in values:
            for error in validator.iter_errors(value):
                problems.append(f"{what}: {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}")

    hold("summarize", validator("summary"), run("summarize", "--format", "json", *files))
    hold("summarize --explain", validator("summary"), run("summarize", "--explain", "--format", "json", *files))
    hold("summarize --method lead --explain", validator("summary"),
         run("summarize", "--method", "lead", "--explain", "--format", "json", *files))
    hold("summarize --words 1", validator("summary"), run("summarize", "--words", "1", "--format", "json", *files))
    hold("summarize --focus", validator("summary"), run("summarize", "--focus", "quux", "--format", "json", *files))
    hold("summarize --together", validator("summary"), run("summarize", "--together", "--format", "json", *files))
    hold("keywords", validator("keywords"), run("keywords", "--format", "json", *files))
    hold("keywords, jsonl", validator("keywords", "keyword"), run("keywords", "--format", "jsonl", *files))
    hold("sentences", validator("sentences"), run("sentences", "--format", "json", *files))
    hold("sentences, roles", validator("sentences"), run("sentences", "--format", "json", "--roles", "--number", *files))
    hold("sentences, jsonl", validator("sentences", "sentence"), run("sentences", "--format", "jsonl", *files))
    asked = ["--no-config", "--keyphrase", "the", "--synonym", "the=a", "--keyphrase", "quux"]
    hold("audit", validator("audit"), run("audit", *asked, "--format", "json", *files))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as rows:
        for number, path in enumerate(files):
            text = Path(path).read_text(encoding="utf-8")
            row = {"id": number, "text": text, "reference": text[:400], "keyphrase": "the"}
            rows.write(json.dumps(row) + "\n")
        rows.write('{"id": {"a": [1]}}\nno row\n')
        rows.flush()
        for task, name, shape, gone in [("summarize", "summary", None, ["file", "method"]), ("keywords", "keywords", None, ["file"]),
                                        ("sentences", "sentences", "answer", []), ("audit", "audit", None, ["file"])]:
            answers = run("batch", task, "--quiet", rows.name)
            hold(f"batch {task}", validator("batch"), answers)
            good = [answer for answer in answers if "error" not in answer]
            hold(f"batch {task}, answers", validator(name, shape, {"id": gone}), good)
            hold(f"batch {task}, errors", validator("batch"), [answer for answer in answers if "error" in answer])
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as good:
            good.write("".join(Path(rows.name).read_text(encoding="utf-8").splitlines(True)[: len(files)]))
            good.flush()
            hold("evaluate", validator("evaluation"), run("evaluate", "--format", "json", good.name))
            hold("evaluate, jsonl", validator("evaluation", "row"), run("evaluate", "--format", "jsonl", good.name))

    for problem in problems[:50]:
        print(problem)
    print(f"{len(seen)} shapes, {sum(seen.values())} values, {len(problems)} problems")
    sys.exit(bool(problems))


main()
