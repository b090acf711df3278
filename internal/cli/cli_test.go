package cli_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/unveil-project/unveil/internal/cli"
	"github.com/unveil-project/unveil/internal/lang"
)

// result is what one run of the program left.
type result struct {
	Code     int
	Out, Err string
}

// run runs the program as on a machine with the given variables, whose
// streams are terminals or not.
func run(t *testing.T, terminal bool, vars map[string]string, args ...string) result {
	t.Helper()
	var out, errs bytes.Buffer
	code := cli.Main(t.Context(), cli.Env{
		Args: args, Getenv: func(name string) string { return vars[name] },
		Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs,
		Now:        func() time.Time { return time.Date(2018, 7, 1, 20, 0, 0, 0, time.UTC) },
		IsTerminal: func(any) bool { return terminal },
	})
	return result{code, out.String(), errs.String()}
}

func TestMessages(t *testing.T) {
	for _, w := range lang.Check(cli.Catalogue) {
		t.Error(w)
	}
}

// TestHelpFitsAScreen holds that the overview fits 24 lines of 80 columns, with
// a line for the prompt.
func TestHelpFitsAScreen(t *testing.T) {
	for _, l := range lang.Langs() {
		got := run(t, false, nil, "help", "--lang", string(l))
		if got.Code != 0 || got.Err != "" {
			t.Fatalf("%+v", got)
		}
		lines := strings.Split(strings.TrimSuffix(got.Out, "\n"), "\n")
		if len(lines) > 23 {
			t.Errorf("%s: %d lines", l, len(lines))
		}
		for _, line := range lines {
			if n := utf8.RuneCountInString(line); n > 80 {
				t.Errorf("%s: %d columns: %s", l, n, line)
			}
		}
		for _, args := range [][]string{nil, {"--help"}, {"-h"}} {
			if d := cmp.Diff(got.Out, run(t, false, map[string]string{"UNVEIL_LANG": string(l)}, args...).Out); d != "" {
				t.Errorf("%v says other than help: %s", args, d)
			}
		}
	}
}

// TestHelpOfEverything holds that everything that help offers is explained in
// both languages, by messages that exist, within 80 columns.
func TestHelpOfEverything(t *testing.T) {
	topics := strings.Fields(run(t, false, nil, "__complete", "help", "").Out)
	if len(topics) < 8 {
		t.Fatalf("help offers %v", topics)
	}
	for _, topic := range topics[:len(topics)-1] { // the last word is cobra's directive
		texts := map[lang.Lang]string{}
		for _, l := range lang.Langs() {
			got := run(t, false, nil, "help", topic, "--lang", string(l))
			if got.Code != 0 || got.Err != "" || strings.Contains(got.Out, "map[") {
				t.Errorf("help %s in %s: %+v", topic, l, got)
			}
			for _, line := range strings.Split(got.Out, "\n") {
				if utf8.RuneCountInString(line) > 80 && strings.Count(strings.TrimSpace(line), " ") > 3 {
					t.Errorf("help %s in %s is too wide: %s", topic, l, line)
				}
			}
			texts[l] = got.Out
		}
		if texts[lang.En] == texts[lang.Es] {
			t.Errorf("help %s is the same in both languages", topic)
		}
	}
}

func TestLanguage(t *testing.T) {
	tests := []struct {
		name string
		vars map[string]string
		args []string
		want lang.Lang
	}{
		{"nothing", nil, nil, lang.En},
		{"LANG", map[string]string{"LANG": "es_MX.UTF-8"}, nil, lang.Es},
		{"not spoken", map[string]string{"LANG": "fr_FR.UTF-8"}, nil, lang.En},
		{"LC_ALL before LANG", map[string]string{"LC_ALL": "es_ES", "LANG": "en_US"}, nil, lang.Es},
		{"LC_ALL=C is English", map[string]string{"LC_ALL": "C", "LANG": "es_MX"}, nil, lang.En},
		{"LC_MESSAGES before LANG", map[string]string{"LC_MESSAGES": "en_US", "LANG": "es_MX"}, nil, lang.En},
		{"own variable first", map[string]string{"UNVEIL_LANG": "es", "LC_ALL": "en_US"}, nil, lang.Es},
		{"own variable wrong", map[string]string{"UNVEIL_LANG": "xx", "LANG": "es"}, nil, lang.Es},
		{"flag before all", map[string]string{"UNVEIL_LANG": "es"}, []string{"--lang", "en"}, lang.En},
		{"flag with =", nil, []string{"--lang=es"}, lang.Es},
		{"flag as a locale", nil, []string{"--lang=es_MX"}, lang.Es},
	}
	for _, tt := range tests {
		got := run(t, false, tt.vars, append(tt.args, "nothing")...)
		want := map[lang.Lang]string{lang.En: "unveil: there is no command nothing\n", lang.Es: "unveil: no existe el comando nothing\n"}[tt.want]
		if !strings.HasPrefix(got.Err, want) || got.Code != 2 {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}

func TestColor(t *testing.T) {
	tests := []struct {
		name     string
		terminal bool
		vars     map[string]string
		args     []string
		want     bool
	}{
		{"a terminal", true, nil, nil, true},
		{"a pipe", false, nil, nil, false},
		{"NO_COLOR", true, map[string]string{"NO_COLOR": "1"}, nil, false},
		{"a dumb terminal", true, map[string]string{"TERM": "dumb"}, nil, false},
		{"--no-color", true, nil, []string{"--no-color"}, false},
	}
	for _, tt := range tests {
		got := run(t, tt.terminal, tt.vars, append([]string{"help", "new"}, tt.args...)...)
		if colored := strings.Contains(got.Out, "\x1b["); colored != tt.want || got.Code != 0 {
			t.Errorf("%s: colour %v", tt.name, colored)
		}
	}
	if got := run(t, true, nil, "nothing"); got.Err != "\x1b[31munveil:\x1b[0m there is no command nothing\n  See unveil --help.\n" {
		t.Errorf("an error on a terminal: %q", got.Err)
	}
}

// broken is a stream onto which nothing can be written.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestOutputFails(t *testing.T) {
	var errs bytes.Buffer
	code := cli.Main(context.Background(), cli.Env{
		Args: []string{"version"}, Getenv: func(string) string { return "" }, Stdout: broken{}, Stderr: &errs,
	})
	want := "unveil: the output could not be written: no space left\n  Make room, or write to another place.\n"
	if d := cmp.Diff(result{1, "", want}, result{code, "", errs.String()}); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
