package silence_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/detect/detecttest"
	"github.com/unveil-project/unveil/internal/detect/silence"
	"github.com/unveil-project/unveil/internal/election"
	"github.com/unveil-project/unveil/internal/finding"
)

const realBatch = "sheets/REMESAS0100020000.txt"

// TestRealBatch: the batch of 1 July 2018 has no silence but a longest one of
// 43 s, although small states have long natural pauses.
func TestRealBatch(t *testing.T) {
	fs := detecttest.Run(t, silence.Detector, detecttest.Read(t, detecttest.Shared(t, realBatch), "ine-remesa"), &election.Election{})
	if len(fs) != 1 || fs[0].Severity != finding.Note || fs[0].Headline.Key != "silence.longest" {
		t.Fatalf("findings %+v, want the note alone", fs)
	}
	f := fs[0]
	for name, want := range map[string]float64{
		"sheets": 6307, "longest_gap_s": 43, "areas_tested": 32, "gaps_reported": 0, "sheets_without_time": 0,
	} {
		if got := detecttest.Measure(t, f, name); got != want {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	// Core hours hold 19:30 to 23:30 in Mexico City, five hours behind UTC.
	first, last := time.Date(2018, 7, 2, 0, 30, 0, 0, time.UTC), time.Date(2018, 7, 2, 4, 30, 0, 0, time.UTC)
	if f.Start.After(first) || f.End.Before(last) {
		t.Errorf("core hours %v to %v do not hold %v to %v", f.Start, f.End, first, last)
	}
	if p := detecttest.Measure(t, f, "longest_gap_p"); p < 0.1 {
		t.Errorf("the longest silence has p = %v", p)
	}
}

// TestRealHeld holds back the sheets of each state in turn for 40 minutes and
// counts the states in which that is found. It is not where a state has sent few
// sheets before: the method's page says so.
func TestRealHeld(t *testing.T) {
	batch := detecttest.Read(t, detecttest.Shared(t, realBatch), "ine-remesa")
	begin := time.Date(2018, 7, 2, 2, 10, 0, 0, time.UTC).UnixMicro()
	end := begin + 40*60e6
	var missed, wrong []string
	planted := 0
	for state := 1; state <= 32; state++ {
		code := string([]byte{byte('0' + state/10), byte('0' + state%10)})
		held := hold(batch, code, begin, end)
		o := &detecttest.Observations{Infos: batch.Infos, List: held.List}
		if len(held.ids) < 10 {
			continue
		}
		planted++
		found := false
		for _, f := range detecttest.Run(t, silence.Detector, o, &election.Election{}) {
			switch {
			case f.Severity == finding.Note:
			case f.Subject != code:
				wrong = append(wrong, f.Subject)
			default:
				found = true
				precision, recall := overlap(f.Members.IDs, held.ids)
				if precision < 0.6 || recall < 0.6 {
					t.Errorf("state %s: members' precision %.2f, recall %.2f", code, precision, recall)
				}
			}
		}
		if !found {
			missed = append(missed, code)
		}
	}
	t.Logf("%d states planted, missed %v", planted, missed)
	if len(missed) > 12 || wrong != nil {
		t.Errorf("missed %v of %d, wrong %v", missed, planted, wrong)
	}
}

// held is a batch with the sheets of one state held back.
type held struct {
	detecttest.Observations
	ids []string
}

// hold moves the sheets that a state sent in an interval to the five minutes
// after it, evenly.
func hold(batch *detecttest.Observations, state string, begin, end int64) held {
	h := held{Observations: detecttest.Observations{List: slices.Clone(batch.List)}}
	for i := range h.List {
		r := &h.List[i].Record
		if r.State == state && r.Time >= begin && r.Time < end {
			h.ids = append(h.ids, r.Station)
			r.Time = end + (r.Time-begin)/8
		}
	}
	h.Sort()
	return h
}

// overlap gives the precision and recall of found ids.
func overlap(found, truth []string) (precision, recall float64) {
	hits := 0
	for _, id := range found {
		if slices.Contains(truth, id) {
			hits++
		}
	}
	if len(found) == 0 {
		return 0, 0
	}
	return float64(hits) / float64(len(found)), float64(hits) / float64(len(truth))
}

// BenchmarkSilence runs the detector over the real batch.
func BenchmarkSilence(b *testing.B) {
	o := detecttest.Read(b, detecttest.Shared(b, realBatch), "ine-remesa")
	for b.Loop() {
		if fs := detecttest.Run(b, silence.Detector, o, &election.Election{}); cmp.Equal(len(fs), 0) {
			b.Fatal("no findings")
		}
	}
	b.ReportMetric(float64(len(o.List)*b.N)/b.Elapsed().Seconds(), "sheets/s")
}
