import sys

print("cannot find settings.ini", file=sys.stderr)
sys.exit(3)
