// The strongest directions of a sparse matrix.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <utility>
#include <vector>

namespace akin {

/// Rows of a sparse matrix: (column, value), each column at most once a row.
using SparseRows = std::vector<std::vector<std::pair<std::uint32_t, float>>>;

/// Right singular vectors of the `rank` greatest singular values, greatest first: columns × rank numbers, row by row.
/// Randomised subspace iteration (Halko, Martinsson and Tropp, "Finding structure with randomness", SIAM Review 2011,
/// algorithms 4.4 and 5.1) with 20 extra dimensions. Deterministic: fixed seed, one thread, fixed order of sums.
/// Directions that the matrix does not have (rank above its own) are zero. Errors: unavailable when broken off.
std::vector<float> right_singular_vectors(const SparseRows& rows, std::size_t columns, std::size_t rank, int iterations,
                                          const std::stop_token& stop = {});

} // namespace akin
