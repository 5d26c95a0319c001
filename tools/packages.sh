# The Debian packages that Akin's scripts install when they are missing, by purpose; sourced.
# shellcheck shell=bash disable=SC2034

packages_build=(
  g++ cmake ninja-build pkgconf
  libxapian-dev libboost-dev libboost-iostreams-dev libfmt-dev libicu-dev libsimdjson-dev nlohmann-json3-dev
  libpugixml-dev libyaml-cpp-dev libcli11-dev libhowardhinnant-date-dev libgumbo-dev libuchardet-dev libcld2-dev
  libzstd-dev zlib1g-dev libbz2-dev libmd4c-dev libmd4c-html0-dev libtomlplusplus-dev libxxhash-dev libstemmer-dev libspdlog-dev
)
packages_test=(doctest-dev)
packages_check=(git clang-format-14)
packages_train=(wamerican iso-codes) # lists that akin-train-entities --build-gazetteer reads
packages_benchmark=(
  python3 python3-matplotlib zstd
  libsqlite3-dev sphinxsearch libmariadb-dev default-jdk-headless liblucene8-java libjackson2-core-java # the rivals
)

# install_packages GROUP...: installs what is missing of these groups; says in one line what is missing when it cannot.
install_packages() {
  local group package missing=() root=()
  for group in "$@"; do
    local -n packages="packages_$group"
    for package in "${packages[@]}"; do
      [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null; then
    fail "missing: ${missing[*]} (Debian's names; this system has no apt-get to install them with)"
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || { [ ! -t 0 ] && ! sudo -n true 2>/dev/null; }; then
      fail "missing: ${missing[*]} (install them as root: apt-get install --no-install-recommends PACKAGE...)"
    fi
    sudo true || fail "missing: ${missing[*]} (sudo was refused)"
    root=(sudo)
  fi
  log_lines=0 step "Installing ${#missing[@]} Debian packages" try_install ||
    fail "missing: ${missing[*]} (apt-get could not install them: offline? see $log)"
}

# Package lists are fetched only when what stands on the machine does not lead to the packages.
try_install() {
  apt_install || { "${root[@]}" apt-get "${apt_options[@]}" update && apt_install; }
}

apt_options=(-q -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o DPkg::Lock::Timeout=120)
apt_install() {
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "${apt_options[@]}" install -y --no-install-recommends \
    "${missing[@]}"
}
