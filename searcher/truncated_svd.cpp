#include "searcher/truncated_svd.hpp"

#include "common/break_off.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace akin {
namespace {

constexpr std::size_t oversampling = 20;
constexpr std::uint64_t seed = 20110503;

/// A dense matrix, row by row.
struct Matrix {
  Matrix(std::size_t row_count, std::size_t column_count)
      : rows(row_count), columns(column_count), values(row_count * column_count) {}
  float* row(std::size_t r) { return values.data() + r * columns; }
  const float* row(std::size_t r) const { return values.data() + r * columns; }
  std::size_t rows;
  std::size_t columns;
  std::vector<float> values;
};

void add_scaled(float* to, const float* from, float factor, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i)
    to[i] += factor * from[i];
}

/// Normally distributed numbers (Box and Muller), the same with every standard library.
Matrix gaussian(std::size_t rows, std::size_t columns) {
  constexpr double pi = 3.14159265358979323846;
  std::mt19937_64 random(seed);
  const auto uniform = [&] { return (static_cast<double>(random() >> 11U) + 0.5) / 9007199254740992.0; };
  Matrix result(rows, columns);
  for (float& value : result.values)
    value = static_cast<float>(std::sqrt(-2 * std::log(uniform())) * std::cos(2 * pi * uniform()));
  return result;
}

/// A · right
Matrix times(const SparseRows& a, const Matrix& right) {
  Matrix result(a.size(), right.columns);
  for (std::size_t r = 0; r < a.size(); ++r)
    for (const auto& [column, value] : a[r])
      add_scaled(result.row(r), right.row(column), value, right.columns);
  return result;
}

/// Aᵀ · right
Matrix transposed_times(const SparseRows& a, std::size_t columns, const Matrix& right) {
  Matrix result(columns, right.columns);
  for (std::size_t r = 0; r < a.size(); ++r)
    for (const auto& [column, value] : a[r])
      add_scaled(result.row(column), right.row(r), value, right.columns);
  return result;
}

double dot(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    sum += static_cast<double>(a[i]) * b[i];
  return sum;
}

/// Makes the columns orthonormal (modified Gram–Schmidt, twice); a column that depends on others becomes zero.
void orthonormalise(Matrix& matrix) {
  std::vector<std::vector<float>> columns(matrix.columns, std::vector<float>(matrix.rows));
  for (std::size_t r = 0; r < matrix.rows; ++r)
    for (std::size_t c = 0; c < matrix.columns; ++c)
      columns[c][r] = matrix.row(r)[c];
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const double before = std::sqrt(dot(columns[c], columns[c]));
    for (int pass = 0; pass < 2; ++pass)
      for (std::size_t other = 0; other < c; ++other)
        add_scaled(columns[c].data(), columns[other].data(), static_cast<float>(-dot(columns[c], columns[other])),
                   matrix.rows);
    const double norm = std::sqrt(dot(columns[c], columns[c]));
    const auto scale = static_cast<float>(norm > 1e-5 * before && norm > 0 ? 1 / norm : 0);
    for (float& value : columns[c])
      value *= scale;
  }
  for (std::size_t r = 0; r < matrix.rows; ++r)
    for (std::size_t c = 0; c < matrix.columns; ++c)
      matrix.row(r)[c] = columns[c][r];
}

using Square = std::vector<std::vector<double>>;

/// One rotation of Jacobi's method, which makes a[p][q] zero.
void rotate(Square& a, Square& vectors, std::size_t p, std::size_t q) {
  const double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
  const double t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
  const double c = 1 / std::sqrt(t * t + 1);
  const double s = t * c;
  for (std::size_t k = 0; k < a.size(); ++k) {
    const double kp = a[k][p];
    const double kq = a[k][q];
    a[k][p] = c * kp - s * kq;
    a[k][q] = s * kp + c * kq;
  }
  for (std::size_t k = 0; k < a.size(); ++k) {
    const double pk = a[p][k];
    const double qk = a[q][k];
    a[p][k] = c * pk - s * qk;
    a[q][k] = s * pk + c * qk;
    const double vp = vectors[k][p];
    const double vq = vectors[k][q];
    vectors[k][p] = c * vp - s * vq;
    vectors[k][q] = s * vp + c * vq;
  }
}

/// Eigenvectors (columns) of a symmetric matrix, which becomes diagonal (Golub and Van Loan, "Matrix Computations",
/// §8.5).
Square eigenvectors(Square& a) {
  constexpr int max_sweeps = 30;
  Square vectors(a.size(), std::vector<double>(a.size()));
  for (std::size_t i = 0; i < a.size(); ++i)
    vectors[i][i] = 1;
  for (int sweep = 0; sweep < max_sweeps; ++sweep) {
    bool rotated = false;
    for (std::size_t p = 0; p < a.size(); ++p)
      for (std::size_t q = p + 1; q < a.size(); ++q)
        if (std::abs(a[p][q]) > 1e-9 * std::sqrt(std::abs(a[p][p] * a[q][q])) + 1e-300) {
          rotate(a, vectors, p, q);
          rotated = true;
        }
    if (!rotated)
      break;
  }
  return vectors;
}

/// matrixᵀ · matrix
Square gram(const Matrix& matrix) {
  const std::size_t size = matrix.columns;
  Square result(size, std::vector<double>(size));
  for (std::size_t r = 0; r < matrix.rows; ++r)
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j <= i; ++j)
        result[i][j] += static_cast<double>(matrix.row(r)[i]) * matrix.row(r)[j];
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t j = i + 1; j < size; ++j)
      result[i][j] = result[j][i];
  return result;
}

} // namespace

std::vector<float> right_singular_vectors(const SparseRows& rows, std::size_t columns, std::size_t rank, int iterations,
                                          const std::stop_token& stop) {
  Matrix range = times(rows, gaussian(columns, rank + oversampling));
  orthonormalise(range);
  for (int i = 0; i < iterations; ++i) {
    break_off_if(stop);
    range = times(rows, transposed_times(rows, columns, range));
    orthonormalise(range);
  }
  break_off_if(stop);
  // A ≈ range · projectedᵀ; the eigenvectors of projectedᵀ·projected turn projected into singular vectors.
  const Matrix projected = transposed_times(rows, columns, range);
  Square values = gram(projected);
  const Square vectors = eigenvectors(values);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a][a] > values[b][b]; });
  const double negligible = order.empty() ? 0 : 1e-6 * values[order.front()][order.front()];
  std::vector<float> result(columns * rank);
  for (std::size_t k = 0; k < std::min(rank, order.size()); ++k) {
    const double value = values[order[k]][order[k]];
    if (value <= negligible)
      break;
    for (std::size_t c = 0; c < columns; ++c) {
      double sum = 0;
      for (std::size_t i = 0; i < order.size(); ++i)
        sum += vectors[i][order[k]] * projected.row(c)[i];
      result[c * rank + k] = static_cast<float>(sum / std::sqrt(value));
    }
  }
  return result;
}

} // namespace akin
