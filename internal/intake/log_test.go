package intake_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/intake"
	"github.com/unveil-project/unveil/internal/request"
	"github.com/unveil-project/unveil/internal/source"
	"github.com/unveil-project/unveil/internal/weblog"
)

// logLine is one line of a Combined log, n seconds into a day.
func logLine(n int, client, path string) string {
	at := time.Date(2018, 7, 1, 20, 0, n, 0, time.UTC)
	return fmt.Sprintf("%s - - [%s] \"GET %s HTTP/1.1\" 200 512 \"-\" \"Mozilla/5.0\"\n", client, at.Format("02/Jan/2006:15:04:05 -0700"), path)
}

func manyLines(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		b.WriteString(logLine(i/3, fmt.Sprintf("192.0.2.%d", i%200), fmt.Sprintf("/p/%d", i)))
	}
	return b.String()
}

func writeLog(t *testing.T, name, content string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func readTable(t *testing.T, l intake.Log) (*weblog.Table, []intake.LogResult) {
	t.Helper()
	if l.Sites == nil {
		l.Sites = weblog.NewSites(nil)
	}
	table, results, err := intake.Table(context.Background(), l)
	if err != nil {
		t.Fatal(err)
	}
	return table, results
}

// TestTableHasEveryLine, whatever the packing and the number of blocks, and
// what it says of each adds up.
func TestTableHasEveryLine(t *testing.T) {
	text := manyLines(0, 30_000)
	half := strings.IndexByte(text[len(text)/2:], '\n') + len(text)/2 + 1
	text = text[:half] + "\n\nnot a request\n" + text[half:]
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	want := -1
	for _, file := range []string{writeLog(t, "a.log", text), writeLog(t, "a.log.gz", packed.String())} {
		table, results := readTable(t, intake.Log{Request: intake.Request{Files: []string{file}}})
		i := results[0].Info
		if i.Read != i.Kept+i.Duplicates+i.Rejects || i.Rejects == 0 {
			t.Errorf("%d read, %d kept, %d duplicates, %d rejects", i.Read, i.Kept, i.Duplicates, i.Rejects)
		}
		if int64(table.Len()) != i.Kept || table.Total != i.Kept {
			t.Errorf("%d rows, volume %d, kept %d", table.Len(), table.Total, i.Kept)
		}
		if want >= 0 && table.Len() != want {
			t.Errorf("%d rows packed, %d plain", table.Len(), want)
		}
		want = table.Len()
		for _, r := range results[0].Rejects {
			if line := strings.Split(text, "\n")[r.Line-1]; strings.Contains(line, "HTTP/1.1\" 200 512 \"-\" \"Mozilla/5.0\"") {
				t.Errorf("line %d is a reject: %q", r.Line, line)
			}
			if !strings.HasPrefix(text[r.Offset:], strings.Split(text, "\n")[r.Line-1]) {
				t.Errorf("reject at offset %d is not line %d", r.Offset, r.Line)
			}
		}
		quoted, err := intake.Quote(context.Background(), results, table, []int{0, 17, table.Len() / 2, table.Len() - 1, 17})
		if err != nil {
			t.Fatal(err)
		}
		for n, q := range quoted {
			raw := strings.Split(text, "\n")[q.Line-1]
			sum := sha256.Sum256([]byte(raw))
			if string(q.Raw) != raw || source.Digest(sum[:16]) != q.Digest || !strings.HasPrefix(text[q.Offset:], raw) {
				t.Errorf("quote %d is line %d: %q, want %q", n, q.Line, q.Raw, raw)
			}
		}
	}
}

func TestTableLeavesOutWhatAnotherFileHolds(t *testing.T) {
	text := manyLines(0, 900)
	first, second := text[:strings.Index(text, "/p/600 ")], text[strings.Index(text, logLine(500/3, "192.0.2.100", "/p/500")):]
	first = first[:strings.LastIndexByte(first, '\n')+1]
	files := []string{writeLog(t, "a.log", first), writeLog(t, "b.log", second), writeLog(t, "c.log", first)}
	table, results := readTable(t, intake.Log{Request: intake.Request{Files: files}})
	var got []int64
	for _, r := range results {
		got = append(got, r.Info.Read, r.Info.Kept, r.Info.Duplicates)
	}
	if d := cmp.Diff([]int64{600, 600, 0, 400, 300, 100, 600, 0, 600}, got); d != "" {
		t.Errorf("read, kept, duplicates of each (-want +got):\n%s", d)
	}
	if table.Len() != 900 {
		t.Errorf("%d rows, want 900", table.Len())
	}
	_, results = readTable(t, intake.Log{Request: intake.Request{Files: files[:2], KeepOverlap: true}})
	if results[1].Info.Duplicates != 0 {
		t.Error("overlap left out although it was to be kept")
	}
}

func TestTableNotesClocksAndAddresses(t *testing.T) {
	text := logLine(3000, "192.0.2.1", "/") + logLine(10, "192.0.2.1", "/") + logLine(20, "10.0.0.1", "/") + logLine(0, "192.0.2.1", "/")
	_, results := readTable(t, intake.Log{Request: intake.Request{Files: []string{writeLog(t, "a.log", text)}}})
	r := results[0]
	if r.Jumps != 1 || r.Back != 2990e6 {
		t.Errorf("%d jumps, the longest of %d µs", r.Jumps, r.Back)
	}
	if r.Via[request.ViaPeer] != 3 || r.Via[request.ViaProxy] != 1 {
		t.Errorf("addresses by kind: %v", r.Via)
	}
}

func TestTableKeepsAndStreams(t *testing.T) {
	file := writeLog(t, "a.log", manyLines(0, 300))
	table, results := readTable(t, intake.Log{
		Request: intake.Request{Files: []string{file}},
		Keep:    func(r *request.Request) bool { return strings.HasSuffix(r.Path, "7") },
	})
	if table.Len() != 30 || results[0].Outside != 270 || results[0].Info.Kept != 300 {
		t.Errorf("%d rows, %d outside, %d kept", table.Len(), results[0].Outside, results[0].Info.Kept)
	}
	var paths []string
	readTable(t, intake.Log{Request: intake.Request{Files: []string{file}}, Each: func(r *request.Request) error {
		paths = append(paths, strings.Clone(r.Path))
		return nil
	}})
	if len(paths) != 300 || paths[299] != "/p/299" {
		t.Errorf("%d records, the last %q", len(paths), paths[len(paths)-1])
	}
}

func TestTableRefuses(t *testing.T) {
	posts := writeLog(t, "posts.csv", "object_id,account_id,content_id,timestamp_share\na,b,c,1530000000\n")
	for name, c := range map[string]struct{ file, want string }{
		"posts":  {posts, "not-requests"},
		"binary": {writeLog(t, "x.bin", "\x00\x01\x02\x7fELF\x00\x00"), "is-binary"},
		"empty":  {writeLog(t, "e.log", ""), "empty"},
		"absent": {filepath.Join(t.TempDir(), "no.log"), "no-match"},
	} {
		_, _, err := intake.Table(context.Background(), intake.Log{Request: intake.Request{Files: []string{c.file}}, Sites: weblog.NewSites(nil)})
		var f *source.Failure
		if !errors.As(err, &f) || f.Problem.Key != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// TestFollowGivesTheSameTable as reading the log when it is whole.
func TestFollowGivesTheSameTable(t *testing.T) {
	text := manyLines(0, 3000)
	file := writeLog(t, "a.log", text[:strings.Index(text, "\n")+1])
	before := writeLog(t, "old.log", strings.ReplaceAll(manyLines(0, 600), "/2018:", "/2017:"))
	live, err := intake.Follow(context.Background(), intake.Log{Request: intake.Request{Files: []string{file, before}}, Sites: weblog.NewSites(nil)})
	if err != nil {
		t.Fatal(err)
	}
	if err := live.Run(context.Background(), strings.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	table, results := live.Table()
	if table.Len() != 3600 || results[0].Info.Kept != 3000 || results[1].Info.Kept != 600 {
		t.Errorf("%d rows; %d and %d kept", table.Len(), results[0].Info.Kept, results[1].Info.Kept)
	}
	again, _ := live.Table()
	if again.Len() != table.Len() || again.Sites[again.Row(0).Site] != table.Sites[table.Row(0).Site] {
		t.Error("a second table differs")
	}
	lines, rejects, newest, all, _ := live.Counts()
	if lines != 3000 || rejects != 0 || all[len(all)-1] != 3 || newest/1e6 != time.Date(2018, 7, 1, 20, 16, 39, 0, time.UTC).Unix() {
		t.Errorf("%d lines, %d rejects, newest %d, last second %d", lines, rejects, newest, all[len(all)-1])
	}
}

// TestRecordsOfOverlappingLogs come once for each line that is read.
func TestRecordsOfOverlappingLogs(t *testing.T) {
	text := manyLines(0, 900)
	files := []string{writeLog(t, "a.log", text[:strings.Index(text, logLine(600/3, "192.0.2.0", "/p/600"))]), writeLog(t, "b.log", text[strings.Index(text, logLine(500/3, "192.0.2.100", "/p/500")):])}
	n := 0
	_, results := readTable(t, intake.Log{Request: intake.Request{Files: files}, Each: func(*request.Request) error { n++; return nil }})
	if n != 1000 || results[1].Info.Kept != 400 || results[1].Info.Duplicates != 0 {
		t.Errorf("%d records, %d kept and %d duplicates in the second", n, results[1].Info.Kept, results[1].Info.Duplicates)
	}
}
