"""How much flash each part of the firmware takes, and what takes the most RAM, from the map that the linker wrote."""

import re
import sys
from collections import Counter
from pathlib import Path

RAM_START, STORE_START = 0x2000_0000, 0x2100_0000
OWN = "this firmware"
IN_FLASH = (".interrupts", ".text", ".rodata", ".data", ".ARM.exidx")
SECTION = re.compile(r"^ (\.\S+|COMMON) +0x(\w+) +0x(\w+) (\S+)$", re.MULTILINE)


def part_of(file: str) -> str:
    """Whose an object file is."""
    if "mps2/sodium/" in file:
        return "libsodium"
    if "mps2/mbedtls/" in file:
        return "mbedTLS"
    return OWN if "mps2/" in file else "the C library"


def main() -> None:
    """Print both. Strings that are equal are merged across our own files, so that what is ours is what the others leave of the whole."""
    linked = Path(sys.argv[1]).read_text().partition("Linker script and memory map")[2]
    flash: Counter[str] = Counter()
    ram: Counter[str] = Counter()
    end = 0
    # A long name has a line of its own.
    for name, start, size, file in SECTION.findall(re.sub(r"\n (\S+)\n +0x", r"\n \1 0x", linked)):
        address, length = int(start, 16), int(size, 16)
        if name.startswith(IN_FLASH) and address > 0:
            flash[part_of(file)] += length
            end = max(end, address + length if address < RAM_START else 0)
        if RAM_START <= address < STORE_START:
            ram[f"{part_of(file)}: {Path(file).name}"] += length
            end += length if name.startswith(".data") else 0
    flash[OWN] = end - (flash.total() - flash[OWN])
    for counted, title in ((flash, "flash"), (ram, "RAM")):
        print(f"{title}, {counted.total():,} bytes")
        for part, length in counted.most_common(6):
            print(f"  {length:>7,}  {part}")


if __name__ == "__main__":
    main()
