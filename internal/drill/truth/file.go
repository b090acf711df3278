package truth

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/unveil-project/unveil/internal/finding"
)

// maxFile bounds the truth.json that Read takes.
const maxFile = 256 << 20

// Encode gives the bytes of truth.json.
func (t *Truth) Encode() ([]byte, error) {
	b, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encoding the truth: %w", err)
	}
	return append(b, '\n'), nil
}

// Read reads a truth.json and checks it.
func Read(path string) (*Truth, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading the truth: %w", err)
	}
	defer f.Close()
	t, err := Decode(f)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return t, nil
}

// Decode reads the bytes of a truth.json and checks them.
func Decode(r io.Reader) (*Truth, error) {
	t := &Truth{}
	limited := &io.LimitedReader{R: r, N: maxFile}
	dec := json.NewDecoder(limited)
	dec.DisallowUnknownFields()
	if err := dec.Decode(t); err != nil {
		return nil, fmt.Errorf("not a truth.json: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more follows after the truth's closing brace")
	}
	return t, t.check()
}

// check says what is wrong with a truth, the first thing only.
func (t *Truth) check() error {
	if t.Schema != Schema {
		return fmt.Errorf("schema %d where %d is known", t.Schema, Schema)
	}
	if t.Scenario == "" {
		return errors.New("the scenario is not named")
	}
	seen := make(map[string]bool, len(t.Items))
	for i := range t.Items {
		it := &t.Items[i]
		if seen[it.ID] {
			return fmt.Errorf("item %d: the id %q is used twice", i+1, it.ID)
		}
		seen[it.ID] = true
		if err := it.check(); err != nil {
			return fmt.Errorf("item %d (%s): %w", i+1, it.ID, err)
		}
	}
	return nil
}

// plantedKinds and innocentKinds give the unit of each kind.
func plantedKinds() map[string]string {
	return map[string]string{
		Coordination: Accounts, Flood: Requests, Scan: Requests, Altered: Sheets, Withheld: Sheets,
	}
}

func innocentKinds() map[string]string {
	return map[string]string{
		NewsWire: Accounts, FanCommunity: Accounts, ActivistDay: Accounts, ScheduledPosts: Accounts,
		OfficialAccounts: Accounts, ShareButton: Accounts, Giveaway: Accounts,
		TelevisedCall: Requests, ResultsRush: Requests, LateRural: Sheets,
	}
}

func fronts() map[string]finding.Front {
	return map[string]finding.Front{Accounts: finding.Social, Requests: finding.Traffic, Sheets: finding.Count}
}

func (it *Item) check() error {
	kinds := innocentKinds()
	if it.Planted {
		kinds = plantedKinds()
	}
	unit, known := kinds[it.Kind]
	stealth := []string{"", Plain, Jitter, Paraphrase, HalfOrganic, Rented, Thin, Thick}
	detectors := []string{"", "coord", "flood", "arithmetic", "silence"}
	switch {
	case it.ID == "":
		return errors.New("it has no id")
	case !known:
		return fmt.Errorf("kind %q with planted %t is not known", it.Kind, it.Planted)
	case it.Unit != unit:
		return fmt.Errorf("unit %q where %s are counted in %s", it.Unit, it.Kind, unit)
	case it.Front != fronts()[unit]:
		return fmt.Errorf("front %q does not fit unit %s", it.Front, unit)
	case !slices.Contains(detectors, it.Detector) || !it.Planted && it.Detector != "":
		return fmt.Errorf("detector %q is not expected to find it", it.Detector)
	case !slices.Contains(stealth, it.Stealth):
		return fmt.Errorf("stealth %q is not known", it.Stealth)
	}
	return it.checkMembers()
}

func (it *Item) checkMembers() error {
	switch {
	case it.Start.IsZero() || it.End.Before(it.Start):
		return errors.New("its interval is empty")
	case len(it.Members) == 0 || it.Size <= 0:
		return errors.New("it has no members")
	case it.Unit == Requests && it.Site == "":
		return errors.New("it names no site")
	case it.Unit != Requests && it.Size != len(it.Members):
		return fmt.Errorf("size %d where there are %d members", it.Size, len(it.Members))
	}
	for i, m := range it.Members {
		if m == "" || i > 0 && it.Members[i-1] >= m {
			return fmt.Errorf("members are not in order at %q", m)
		}
	}
	return nil
}
