package source_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/source"
)

// quoted is a stream of which every part says where it is.
func quoted() string {
	var b strings.Builder
	for i := 0; b.Len() < 3*source.HeadSize; i++ {
		fmt.Fprintf(&b, "line %d of the log\n", i)
	}
	return b.String()
}

// TestQuotes asks plain and packed files for the same places, in any order,
// repeated and overlapping, and compares with slices of the text.
func TestQuotes(t *testing.T) {
	text := quoted()
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, file := range []struct{ name, path string }{
		{"plain", put(t, "a.log", text)},
		{"gzip", put(t, "a.log.gz", gz(text))},
		{"zstd", put(t, "a.log.zst", zst(text))},
		{"gzip of two members", put(t, "b.gz", gz(text[:70_000])+gz(text[70_000:]))},
	} {
		t.Run(file.name, func(t *testing.T) {
			places := []source.Place{{0, 4}, {int64(len(text)) - 5, 5}, {0, int64(len(text))}, {7, 0}, {int64(len(text)), 0}}
			for range 60 {
				at := rnd.Int64N(int64(len(text)))
				places = append(places, source.Place{Offset: at, Length: rnd.Int64N(min(300, int64(len(text))-at+1))})
			}
			got, err := source.Quotes(t.Context(), file.path, places)
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range places {
				if d := cmp.Diff(text[p.Offset:p.Offset+p.Length], string(got[i])); d != "" {
					t.Errorf("place %v:\n%s", p, d)
				}
			}
		})
	}
}

// TestQuotesOfBzip2 reads the packing that only the standard library knows.
func TestQuotesOfBzip2(t *testing.T) {
	got, err := source.Quotes(t.Context(), put(t, "a.bz2", unbase64(t, bzipped)), []source.Place{{4, 3}, {0, 3}})
	if err != nil || string(got[0]) != "two" || string(got[1]) != "one" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestQuotesRefuse(t *testing.T) {
	text := quoted()
	plain, packed := put(t, "a.log", text), put(t, "a.gz", gz(text))
	beyond := []source.Place{{0, 3}, {int64(len(text)) - 2, 3}}
	for _, tt := range []struct {
		name, path string
		places     []source.Place
		problem    string
		err        error
	}{
		{"beyond the end", plain, beyond, "changed", nil},
		{"beyond the end of a packed file", packed, beyond, "changed", nil},
		{"begins beyond the end", packed, []source.Place{{1 << 30, 1}}, "changed", nil},
		{"damaged", put(t, "cut.gz", gz(text)[:len(gz(text))/2]), []source.Place{{int64(len(text)) - 9, 2}}, "broken-pack", nil},
		{"no such file", plain + ".not", nil, "unreadable", nil},
		{"a negative offset", plain, []source.Place{{-1, 3}}, "", source.ErrQuotes},
		{"a negative length", plain, []source.Place{{1, -3}}, "", source.ErrQuotes},
		{"too long", plain, []source.Place{{0, source.MaxQuotes + 1}}, "", source.ErrQuotes},
		{"too much together", plain, []source.Place{{0, source.MaxQuotes}, {0, 1}}, "", source.ErrQuotes},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := source.Quotes(t.Context(), tt.path, tt.places)
			if err == nil || problem(err) != tt.problem || tt.err != nil && !errors.Is(err, tt.err) {
				t.Errorf("%d quotes, %v", len(got), err)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := source.Quotes(ctx, plain, []source.Place{{0, 3}}); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the context: %v", err)
	}
}

func unbase64(t *testing.T, s string) string {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
