package pack_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"filippo.io/age"

	"github.com/unveil-project/unveil/verify"
)

var update = flag.Bool("update", false, "write the packs that the tests of verify and of the command read")

// fixtures is where the packs lie that package verify is tested with: it
// shares no code with this one, so that it cannot make them.
const fixtures = "../../verify/testdata"

// TestFixtures holds that today's program writes the pack in verify/testdata
// byte for byte, and that the sealed one beside it can still be opened.
func TestFixtures(t *testing.T) {
	log, err := os.ReadFile(filepath.Join(fixtures, "access.log.gz"))
	if err != nil && !*update {
		t.Fatal(err)
	}
	s := madeFrom(t, 40, 16, log)
	open, _ := write(t, s.in)
	if *update {
		writeFixtures(t, s, open)
	}
	want, err := os.ReadFile(filepath.Join(fixtures, "open.zip"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(open, want) {
		t.Error("open.zip is not what is written today; if that is meant, run with -update, and change the schema where readers must notice")
	}
	sealed, err := os.ReadFile(filepath.Join(fixtures, "sealed.zip"))
	if err != nil {
		t.Fatal(err)
	}
	key, err := os.Open(filepath.Join(fixtures, "identity.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer key.Close()
	ids, err := verify.Identities(key)
	if err != nil {
		t.Fatal(err)
	}
	if _, failed := check(t, sealed, verify.Options{Identities: ids, Inputs: []verify.Input{given("access.log.gz", log)}}); len(failed) > 0 && !*update {
		t.Error(failed)
	}
}

func writeFixtures(t *testing.T, s *sample, open []byte) {
	t.Helper()
	id := identity(t)
	s.in.Recipients = []age.Recipient{id.Recipient()}
	s.in.HTML = []byte("<!doctype html><title>made up</title>")
	sealed, _ := write(t, s.in)
	if err := os.MkdirAll(fixtures, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"open.zip": open, "sealed.zip": sealed, "access.log.gz": s.packed, "identity.txt": []byte("# a key that only tests have\n" + id.String() + "\n"),
	} {
		if err := os.WriteFile(filepath.Join(fixtures, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
