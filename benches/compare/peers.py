"""Builds and installs what nutgraf is measured beside, all of it pinned, into a scratch folder.

A peer that cannot be had is left out: `Peers.missing` says which and why.
"""
import json
import os
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHON = {"sumy": "0.13.0", "summa": "1.2.0", "yake": "0.7.3"}
# What the Python peers need and do not ask for by version.
PYTHON_TOO = ["numpy==2.4.6", "scipy==1.17.1", "nltk==3.10.4", "setuptools==80.9.0"]
NODE = {"yoastseo": "3.6.0"}
# Crates whose programs are measured, and what has to be added to the package: pithy relies on a feature that it does not
# ask for.
PROGRAMS = {
    "lede": "",
    "pithy": '\n[dependencies.console]\nversion = "0.16"\ndefault-features = false\nfeatures = ["std"]\n',
}


def call(command, **options):
    """Runs a command and raises its last line if it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        lines = [line for line in done.stdout.strip().splitlines() if line.strip()]
        errors = [line for line in lines if line.startswith("error")] or lines[-1:]
        raise OSError("; ".join(errors[:2]) or f"{command[0]} failed with {done.returncode}")
    return done.stdout


class Peers:
    """Where the peers are, their versions, and what is missing."""

    def __init__(self, scratch, say):
        self.scratch, self.say = scratch, say
        self.missing, self.versions = {}, {}
        self.node_path = os.path.join(scratch, "node", "node_modules")
        os.makedirs(scratch, exist_ok=True)

    def prepare(self, wanted):
        """Gets the kinds of peers that are wanted: "rust", "programs", "pages", "python", "node"."""
        steps = {"rust": self._rust, "programs": self._programs, "pages": self._pages, "python": self._python,
                 "node": self._node}
        for kind, step in steps.items():
            if kind in wanted:
                self.say(f"preparing peers: {kind}")
                try:
                    step()
                except OSError as error:
                    self.missing[kind] = str(error)

    def driver(self, name):
        """A program of this package, by its name; None if it could not be built."""
        return self._found("rust", os.path.join(self.scratch, "cargo", "release", name))

    def pages(self):
        """The program that reads pages; None if it could not be built."""
        return self._found("pages", os.path.join(self.scratch, "pages", "release", "compare-pages"))

    def program(self, name):
        """The program of another crate; None if it could not be built."""
        file = {"pithy": "pithy-cli"}.get(name, name)
        return self._found(name, os.path.join(self.scratch, "programs", "release", file))

    def python(self):
        return self._found("python", os.path.join(self.scratch, "venv", "bin", "python"))

    def node(self):
        return None if "node" in self.missing else shutil.which("node")

    def _found(self, peer, path):
        return path if peer not in self.missing and os.path.exists(path) else None

    def _rust(self):
        target = os.path.join(self.scratch, "cargo")
        call(["cargo", "build", "--release", "--locked", "--quiet", "--target-dir", target], cwd=HERE)
        for package in self._packages():
            if package["name"] in ("lede", "pithy", "rake", "keyword_extraction", "yake-rust", "sentencex",
                                   "icu_segmenter", "unicode-segmentation"):
                self.versions[package["name"]] = package["version"]

    def _pages(self):
        folder, target = os.path.join(HERE, "pages"), os.path.join(self.scratch, "pages")
        call(["cargo", "build", "--release", "--locked", "--quiet", "--target-dir", target], cwd=folder)
        self.versions.update((package["name"], package["version"]) for package in self._packages(folder)
                             if package["name"] == "rs-trafilatura")

    def _packages(self, folder=HERE):
        metadata = call(["cargo", "metadata", "--locked", "--quiet", "--format-version", "1"], cwd=folder)
        return json.loads(metadata[metadata.index("{"):])["packages"]

    def _programs(self):
        """Builds copies of the published packages with the profile that `cargo install` would take, and our lock file."""
        folders = {package["name"]: os.path.dirname(package["manifest_path"]) for package in self._packages()}
        for name, added in PROGRAMS.items():
            copy = os.path.join(self.scratch, "sources", name)
            try:
                if not os.path.exists(copy):
                    # Without the toolchain that its authors develop it with: all are built by the same compiler.
                    shutil.copytree(folders[name], copy, ignore=shutil.ignore_patterns("rust-toolchain*"))
                    with open(os.path.join(copy, "Cargo.toml"), "a", encoding="utf-8") as manifest:
                        manifest.write(added + "\n[workspace]\n")
                    shutil.copy(os.path.join(HERE, "Cargo.lock"), copy)
                target = os.path.join(self.scratch, "programs")
                call(["cargo", "build", "--release", "--quiet", "--bins", "--target-dir", target], cwd=copy)
            except OSError as error:
                self.missing[name] = str(error)

    def _python(self):
        venv = os.path.join(self.scratch, "venv")
        pins = [f"{name}=={version}" for name, version in PYTHON.items()] + PYTHON_TOO
        self._once(venv, pins, lambda: (
            call(["python3", "-m", "venv", venv]),
            call([os.path.join(venv, "bin", "pip"), "install", "--quiet", "--disable-pip-version-check", *pins])))
        self.versions.update(PYTHON)

    def _node(self):
        if not shutil.which("node") or not shutil.which("npm"):
            raise OSError("node or npm is not installed")
        folder = os.path.join(self.scratch, "node")
        pins = [f"{name}@{version}" for name, version in NODE.items()]
        self._once(folder, pins, lambda: (
            os.makedirs(folder), call(["npm", "init", "--yes"], cwd=folder),
            call(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", *pins], cwd=folder)))
        self.versions.update(NODE)

    @staticmethod
    def _once(folder, pins, install):
        """Installs into a folder unless the same pins were installed there to the end."""
        mark = os.path.join(folder, "pins.txt")
        if os.path.exists(mark):
            with open(mark, encoding="utf-8") as file:
                if file.read().split("\n") == pins:
                    return
        shutil.rmtree(folder, ignore_errors=True)
        install()
        with open(mark, "w", encoding="utf-8") as file:
            file.write("\n".join(pins))
