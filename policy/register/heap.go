package register

import "slices"

// ranked is what a binary heap holds. It is told where it stands.
type ranked[E any] interface {
	before(other E) bool
	stands(at int)
}

func pushed[E ranked[E]](heap []E, e E) []E {
	heap = append(heap, e)
	rise(heap, len(heap)-1)
	return heap
}

func removed[E ranked[E]](heap []E, at int) []E {
	last := len(heap) - 1
	heap[at] = heap[last]
	heap = slices.Delete(heap, last, last+1)
	if at < last {
		sink(heap, at)
		rise(heap, at)
	}
	return heap
}

func rise[E ranked[E]](heap []E, at int) {
	for up := (at - 1) / 2; at > 0 && heap[at].before(heap[up]); at, up = up, (up-1)/2 {
		heap[at], heap[up] = heap[up], heap[at]
		heap[at].stands(at)
	}
	heap[at].stands(at)
}

func sink[E ranked[E]](heap []E, at int) {
	for {
		first := at
		for down := 2*at + 1; down <= 2*at+2 && down < len(heap); down++ {
			if heap[down].before(heap[first]) {
				first = down
			}
		}
		if first == at {
			break
		}
		heap[at], heap[first] = heap[first], heap[at]
		heap[at].stands(at)
		at = first
	}
	heap[at].stands(at)
}
