package source

import "io"

// ahead reads from another reader in a goroutine of its own, so that
// decompressing and parsing each have a core.
type ahead struct {
	full chan piece
	free chan []byte
	stop chan struct{}
	now  piece
	at   int
}

type piece struct {
	b   []byte
	err error
}

// aheadSize is the size of each of the few buffers between the two.
const aheadSize = 512 << 10

// Ahead starts reading r in the background. The caller reads from the result
// and calls stop when done, which waits for the goroutine to end.
func Ahead(r io.Reader) (in io.Reader, stop func()) {
	a := &ahead{full: make(chan piece, 2), free: make(chan []byte, 3), stop: make(chan struct{})}
	for range cap(a.free) {
		a.free <- make([]byte, aheadSize)
	}
	go a.run(r)
	return a, func() {
		close(a.stop)
		for range a.full {
		}
	}
}

func (a *ahead) run(r io.Reader) {
	defer close(a.full)
	for {
		var b []byte
		select {
		case b = <-a.free:
		case <-a.stop:
			return
		}
		n, err := io.ReadFull(r, b[:cap(b)])
		if err == io.ErrUnexpectedEOF {
			err = io.EOF
		}
		select {
		case a.full <- piece{b[:n], err}:
		case <-a.stop:
			return
		}
		if err != nil {
			return
		}
	}
}

func (a *ahead) Read(p []byte) (int, error) {
	for a.at == len(a.now.b) {
		if a.now.err != nil {
			return 0, a.now.err
		}
		if a.now.b != nil {
			a.free <- a.now.b
		}
		next, ok := <-a.full
		if !ok {
			return 0, io.ErrClosedPipe
		}
		a.now, a.at = next, 0
	}
	n := copy(p, a.now.b[a.at:])
	a.at += n
	return n, nil
}
