#!/bin/sh
# Prints the Python to make the environment with: the one that is named, else the first
# of those usually found. It must be 3.11 or later and able to make environments; 3.14 and
# later are taken last, and said to be untested. The sentences are those of
# generator/messages/publish.toml, taken out with sed, for there may be no Python at all.
set -u
messages=$(dirname "$0")/../generator/messages/publish.toml
asked=${1:-}

say() {
  for lang in zh en; do
    sed -n "/^\\[\"publish\\.$1\"\\]/,/^\$/s/^$lang = \"\\(.*\\)\"\$/\\1/p" "$messages" |
      while IFS= read -r sentence; do printf '%s%s\n' "$sentence" "${2:+ ($2)}" >&2; done
  done
}

look() {
  "$1" -c 'import sys, venv, ensurepip
print("%d %s" % (sys.version_info[0] * 100 + sys.version_info[1], sys.executable))' 2>/dev/null
}

seen=
for fewest in 311 314; do
  if [ -n "$asked" ]; then set -- "$asked"; else
    set -- python3 python3.13 python3.12 python3.11 python3.14 python \
      "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.1[1-9].*/bin/python
  fi
  for candidate; do
    found=$(look "$candidate") || continue
    number=${found%% *} path=${found#* }
    [ "$fewest" = 314 ] || seen="$seen${seen:+, }$candidate 3.$((number - 300))"
    [ "$number" -ge "$fewest" ] || continue
    if [ "$number" -ge 314 ]; then
      [ "$fewest" = 314 ] || continue
      say untested_python "3.$((number - 300)), $path"
    fi
    printf '%s\n' "$path"
    exit 0
  done
done
say no_python "$seen"
exit 1
