"""The half of typesetting that runs in a process of its own: reads orders, answers with PDFs and PNGs, ends when it is idle.

Started by its path (typesetter.py), so that it imports Typst and nothing of ours.
An order and an answer are a line of JSON each; the file follows its answer.
"""

import json
import resource
import select
import sys
from typing import IO, Any

import typst

MEMORY = 2 * 1024**3
PIXELS_PER_INCH = 72
"""Of pictures: one a point."""


def main() -> None:
    """The argument is the number of seconds without an order after which it ends."""
    orders, answers, idle = sys.stdin.buffer, sys.stdout.buffer, float(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    compilers = dict[str, typst.Compiler]()
    while select.select([orders], [], [], idle)[0] and (line := orders.readline()):
        order = json.loads(line)
        limit_seconds(order["seconds"])
        template = order["template"]
        if template not in compilers:
            compilers[template] = build_compiler(template, order["root"], order["fonts"])
        answer(answers, order, compilers[template])


def limit_seconds(seconds: int) -> None:
    """Of the processor, from now on; then the system ends this process (SIGXCPU)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def build_compiler(template: str, root: str, fonts: str) -> typst.Compiler:
    """Made once: reading the fonts takes as long as a PDF."""
    return typst.Compiler(template, root=root, font_paths=[fonts], ignore_system_fonts=True)


def answer(answers: IO[bytes], order: dict[str, Any], compiler: typst.Compiler) -> None:
    """What Rust calls a panic is no Exception, and nobody catches it: this process ends by it."""
    options = {"sys_inputs": order["inputs"]}
    if order["format"] == "pdf":
        options["pdf_standards"] = order["standards"]
    else:
        options["ppi"] = PIXELS_PER_INCH
    try:
        made = compiler.compile(format=order["format"], **options)
    except typst.TypstError:
        made = None
    content = made if isinstance(made, bytes) else b""
    answers.write(json.dumps({"bytes": len(content)}).encode() + b"\n" + content)
    answers.flush()


if __name__ == "__main__":
    main()
