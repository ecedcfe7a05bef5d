#!/usr/bin/env python3
"""Prints what a build of nutgraf is made of: a CycloneDX 1.5 document in JSON, from Cargo.lock and `cargo metadata`.

usage: packaging/sbom.py [TARGET] [CARGO OPTIONS...]    packaging/sbom.py x86_64-unknown-linux-gnu --features parquet

Only what is linked into the program is listed: no build scripts' and tests' dependencies. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def metadata(target: str, options: list[str]) -> dict:
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target, *options]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def host() -> str:
    version = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
    return next(line.split()[1] for line in version.splitlines() if line.startswith("host:"))


def linked(found: dict) -> dict[str, list[str]]:
    """The packages that are linked, each with those it depends on."""
    nodes = {node["id"]: node for node in found["resolve"]["nodes"]}
    edges: dict[str, list[str]] = {}
    open_ = [found["resolve"]["root"]]
    while open_:
        package = open_.pop()
        if package in edges:
            continue
        is_linked = lambda other: any(kind["kind"] is None for kind in other["dep_kinds"])
        edges[package] = sorted(other["pkg"] for other in nodes[package]["deps"] if is_linked(other))
        open_.extend(edges[package])
    return edges


def main(arguments: list[str]) -> None:
    target = arguments.pop(0) if arguments and not arguments[0].startswith("-") else host()
    found = metadata(target, arguments)
    packages = {package["id"]: package for package in found["packages"]}
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())
    sums = {(package["name"], package["version"]): package.get("checksum") for package in lock["package"]}

    def purl(package: dict) -> str:
        return f"pkg:cargo/{package['name']}@{package['version']}"

    def component(package: dict, kind: str) -> dict:
        out = {
            "type": kind,
            "bom-ref": purl(package),
            "name": package["name"],
            "version": package["version"],
            "purl": purl(package),
        }
        if package["license"]:
            # Some crates still write `MIT/Apache-2.0`, which is no expression.
            out["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
        if checksum := sums.get((package["name"], package["version"])):
            out["hashes"] = [{"alg": "SHA-256", "content": checksum}]
        return out

    edges, root = linked(found), packages[found["resolve"]["root"]]
    parts = sorted((packages[package] for package in edges if package != root["id"]), key=purl)
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": component(root, "application"), "properties": [{"name": "target", "value": target}]},
        "components": [component(package, "library") for package in parts],
        "dependencies": [
            {"ref": purl(packages[package]), "dependsOn": sorted(purl(packages[other]) for other in others)}
            for package, others in sorted(edges.items(), key=lambda edge: purl(packages[edge[0]]))
        ],
    }
    json.dump(document, sys.stdout, indent=1, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
