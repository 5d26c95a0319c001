# Quiet steps with one line each for people, everything else in a log; sourced by scripts that set $log.
# shellcheck shell=bash

# fail MESSAGE: one line on stderr, exit status 2.
fail() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit 2
}

# step LABEL COMMAND...: runs the command into $log and prints the label with the seconds that it took; when it fails,
# the end of the log too.
step() {
  local label=$1 start=$SECONDS status=0
  shift
  printf '%-52s' "$label"
  # shellcheck disable=SC2154
  "$@" </dev/null >>"$log" 2>&1 || status=$?
  if [ "$status" -eq 0 ]; then
    printf '%5d s\n' $((SECONDS - start))
  else
    printf ' failed\n'
    tail -n "${log_lines:-30}" "$log" >&2
  fi
  return "$status"
}
