package probe

// automaton finds all of many words in one pass over a text, whatever its
// case: the automaton of A. V. Aho and M. J. Corasick, Efficient String
// Matching: An Aid to Bibliographic Search, CACM 18(6), 1975, with its failure
// links folded into the table of transitions. It is not changed once made.
type automaton struct {
	class [256]uint8
	shift uint
	next  []uint16 // by state<<shift | class; the upper bit says that a word ends there
	ends  [][]uint16
}

const wordEnds = 1 << 15

// newAutomaton makes the automaton of words in lower case.
func newAutomaton(words []string) *automaton {
	a := &automaton{}
	width := a.classes(words)
	for 1<<a.shift < width {
		a.shift++
	}
	most := 1
	for _, w := range words {
		most += len(w)
	}
	a.next, a.ends = make([]uint16, 0, most<<a.shift), make([][]uint16, 0, most)
	a.state()
	for i, w := range words {
		a.add(w, uint16(i))
	}
	a.link()
	return a
}

// classes numbers the bytes that occur in words; 0 stands for all others.
func (a *automaton) classes(words []string) int {
	n := 1
	for _, w := range words {
		for i := range len(w) {
			if c := w[i]; a.class[c] == 0 {
				a.class[c] = uint8(n)
				if c >= 'a' && c <= 'z' {
					a.class[c-'a'+'A'] = uint8(n)
				}
				n++
			}
		}
	}
	return n
}

// state makes a new state.
func (a *automaton) state() uint16 {
	a.next = a.next[:len(a.next)+1<<a.shift] // room was made for all
	a.ends = append(a.ends, nil)
	return uint16(len(a.ends) - 1)
}

func (a *automaton) add(word string, id uint16) {
	s := uint16(0)
	for i := range len(word) {
		at := int(s)<<a.shift | int(a.class[word[i]])
		if a.next[at] == 0 {
			to := a.state()
			a.next[at] = to
		}
		s = a.next[at]
	}
	a.ends[s] = append(a.ends[s], id)
}

// link replaces missing transitions by those of the longest proper suffix that
// is a state, breadth first, and marks those that lead to the end of a word.
func (a *automaton) link() {
	fail := make([]uint16, len(a.ends))
	var queue []uint16
	for c := range 1 << a.shift {
		if s := a.next[c]; s != 0 {
			queue = append(queue, s)
		}
	}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		a.ends[s] = append(a.ends[s], a.ends[fail[s]]...)
		for c := range 1 << a.shift {
			at := int(s)<<a.shift | c
			back := a.next[int(fail[s])<<a.shift|c]
			if to := a.next[at]; to != 0 {
				fail[to] = back
				queue = append(queue, to)
			} else {
				a.next[at] = back
			}
		}
	}
	for i, s := range a.next {
		if len(a.ends[s]) > 0 {
			a.next[i] = s | wordEnds
		}
	}
}

// match calls found for every word that ends at end (exclusive).
func match[T string | []byte](a *automaton, text T, found func(word uint16, end int)) {
	s, shift := uint16(0), a.shift
	for i := range len(text) {
		s = a.next[int(s)<<shift|int(a.class[text[i]])]
		if s&wordEnds != 0 {
			s &^= wordEnds
			for _, w := range a.ends[s] {
				found(w, i+1)
			}
		}
	}
}
