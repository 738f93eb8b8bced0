"""The conformance harness: it runs the test vectors on a target and judges what the target answers.

A target is somebody's node, chip or library behind a small adapter. It answers outcomes and never sees what is
expected; the verdict is given here. Whatever a target does (die, hang, flood, answer late, answer twice, answer
nonsense) costs the case that was under way, and never the report.

The protocol between the two is `spec/conformance.md`. `smartshare conform` is the command that runs all this.
"""
