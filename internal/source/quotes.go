package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/unveil-project/unveil/internal/lang"
)

// Place is a range of bytes of a decompressed stream, as a Where keeps it.
type Place struct{ Offset, Length int64 }

// MaxQuotes bounds the bytes that one call of Quotes gives back. It is what
// one record can be at most.
const MaxQuotes = 64 << 20

// ErrQuotes says that more was asked of Quotes than it gives.
var ErrQuotes = errors.New("more than 64 MiB of quotes asked for at once, or a place that cannot be")

// Quotes reads ranges of bytes of a file again, in the order of the places
// that ask for them. Places may repeat and overlap. A plain file is read where
// the places are, a packed one from its beginning to the last of them, once.
//
// Whether the bytes are those that were read before is for the caller to find
// out, by their digests. A file that ends before a place is the Failure
// "changed".
func Quotes(ctx context.Context, path string, places []Place) ([][]byte, error) {
	if err := checkPlaces(places); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	f, err := Open(ctx, path, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	if at, plain := f.file.(*os.File); plain && f.Packing == "" {
		return quotesAt(ctx, path, at, places)
	}
	return quotesThrough(path, f, places)
}

// checkPlaces refuses places that no record can have.
func checkPlaces(places []Place) error {
	total := int64(0)
	for _, p := range places {
		if p.Offset < 0 || p.Length < 0 || p.Offset > maxUnpacked || p.Length > MaxQuotes {
			return ErrQuotes
		}
		if total += p.Length; total > MaxQuotes {
			return ErrQuotes
		}
	}
	return nil
}

// quotesAt reads each place by itself.
func quotesAt(ctx context.Context, path string, in io.ReaderAt, places []Place) ([][]byte, error) {
	out := make([][]byte, len(places))
	for i, p := range places {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out[i] = make([]byte, p.Length)
		if n, err := in.ReadAt(out[i], p.Offset); int64(n) < p.Length {
			return nil, ended(path, err)
		}
	}
	return out, nil
}

// quotesThrough reads the stream once, in the order of the places in it. What
// later places share with earlier ones is kept.
func quotesThrough(path string, in io.Reader, places []Place) ([][]byte, error) {
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(places[a].Offset, places[b].Offset) })
	out := make([][]byte, len(places))
	var held []byte // the bytes read last that a place covers
	from := int64(0)
	for _, i := range order {
		p := places[i]
		if end := from + int64(len(held)); p.Offset >= end {
			if _, err := io.CopyN(io.Discard, in, p.Offset-end); err != nil {
				return nil, ended(path, err)
			}
			held, from = nil, p.Offset
		} else {
			held, from = held[p.Offset-from:], p.Offset
		}
		if more := p.Length - int64(len(held)); more > 0 {
			b := make([]byte, p.Length)
			copy(b, held)
			if _, err := io.ReadFull(in, b[len(held):]); err != nil {
				return nil, ended(path, err)
			}
			held = b
		}
		out[i] = slices.Clone(held[:p.Length])
	}
	return out, nil
}

// ended says that a file is shorter than it was; what else went wrong stays as
// it is.
func ended(path string, err error) error {
	if own := (*Failure)(nil); errors.As(err, &own) {
		return err
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &Failure{File: path, Problem: lang.M("changed"), Cause: err}
	}
	return err
}
