#include "counted_allocations.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {
std::atomic<std::int64_t> counted{0};
}

std::int64_t switchover::allocations_so_far() { return counted; }

// Pairs with malloc and free, so that sanitizers still see every byte of it.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++counted;
  return std::malloc(size == 0 ? 1 : size);
}
void* operator new(std::size_t size) {
  if (void* room = operator new(size, std::nothrow)) return room;
  throw std::bad_alloc();
}
void operator delete(void* room, const std::nothrow_t&) noexcept { std::free(room); }
void operator delete(void* room) noexcept { std::free(room); }
void operator delete(void* room, std::size_t) noexcept { std::free(room); }
