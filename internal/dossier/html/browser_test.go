package html_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/unveil-project/unveil/internal/dossier"
	"github.com/unveil-project/unveil/internal/lang"
)

var keep = flag.String("keep", "", "directory to keep the pages, their pictures and their prints in")

// browser starts a headless browser, or skips where there is none.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no chromium on this machine")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.UserDataDir(t.TempDir()))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

// command is an action that sends one command of the protocol.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// window sets the size of the page.
func window(width int64) chromedp.Action[chromedp.Void] {
	return command(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: 900, DeviceScaleFactor: 1, Mobile: width < 600,
	})
}

// complaints collects what the browser's console says.
type complaints struct {
	mu   sync.Mutex
	said []string // guarded by mu
}

func (c *complaints) hear(ev any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch ev := ev.(type) {
	case *log.EventEntryAdded:
		c.said = append(c.said, ev.Entry.Text)
	case *runtime.EventExceptionThrown:
		c.said = append(c.said, ev.ExceptionDetails.Text)
	}
}

func (c *complaints) all() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.said)
}

func TestInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	ctx := browser(t)
	var heard complaints
	if err := chromedp.Do(ctx, command(log.Enable, cdp.Empty{})); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, heard.hear); err != nil {
		t.Fatal(err)
	}
	dir := *keep
	if dir == "" {
		dir = t.TempDir()
	}
	pages := map[string]dossier.Input{"full": fullInput(), "empty": sampleInput(), "crowded": crowdedInput(), "hostile": hostileInput()}
	for name, langs := range browserPages {
		for _, l := range langs {
			file := filepath.Join(dir, name+"."+string(l)+".html")
			if err := os.WriteFile(file, []byte(render(t, pages[name], l)), 0o644); err != nil {
				t.Fatal(err)
			}
			for _, width := range []int64{390, 1280} {
				checkWidth(ctx, t, "file://"+absolute(t, file), width)
			}
		}
	}
	printsEverything(ctx, t, "file://"+absolute(t, filepath.Join(dir, "full.en.html")))
	if said := heard.all(); len(said) > 0 {
		t.Errorf("the browser complains: %q", said)
	}
	if *keep != "" {
		pictures(ctx, t, dir)
	}
}

// browserPages are the pages that are opened, and in which languages.
var browserPages = map[string][]lang.Lang{
	"full": lang.Langs(), "empty": lang.Langs(), "crowded": {lang.En}, "hostile": {lang.Es},
}

// hiddenParts counts the folded texts that are not shown, those of notes left
// out.
const hiddenParts = `[...document.querySelectorAll("details.members *, details .params, details .finding h5")].filter(e => !e.closest(".inside") && !e.checkVisibility()).length`

// shownNotes counts the lines of notes that are shown, and the particulars
// that are.
const (
	shownNotes       = `[...document.querySelectorAll(".notes tr[id]")].filter(e => e.checkVisibility()).length`
	shownParticulars = `[...document.querySelectorAll(".inside *")].filter(e => e.checkVisibility()).length`
)

// printsEverything holds that what is folded on the screen is printed, and of
// a note only its line.
func printsEverything(ctx context.Context, t *testing.T, url string) {
	t.Helper()
	hidden := func(media string) int {
		if err := chromedp.Do(ctx, command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media}), chromedp.Navigate(url)); err != nil {
			t.Fatal(err)
		}
		n, err := chromedp.Run(ctx, chromedp.Evaluate[int](hiddenParts))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := hidden("screen"); n == 0 {
		t.Error("nothing is folded on the screen: the count sees nothing")
	}
	if n := hidden("print"); n > 0 {
		t.Errorf("%d folded parts are not printed", n)
	}
	for script, want := range map[string]int{shownNotes: 2, shownParticulars: 0} {
		n, err := chromedp.Run(ctx, chromedp.Evaluate[int](script))
		if err != nil {
			t.Fatal(err)
		}
		if n != want {
			t.Errorf("on paper %s gives %d, want %d", script, n, want)
		}
	}
}

func absolute(t *testing.T, file string) string {
	t.Helper()
	abs, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// unfold opens every folded part and gives the width of the page.
const unfold = `document.querySelectorAll("details").forEach(d => d.open = true); document.documentElement.scrollWidth`

// sticking gives the first elements that reach beyond the page's right edge.
const sticking = `[...document.querySelectorAll("body *")]
	.filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
	.slice(0, 5).map(e => e.outerHTML.slice(0, 120))`

// checkWidth opens a page at a width, unfolds everything and looks for what
// sticks out to the side.
func checkWidth(ctx context.Context, t *testing.T, url string, width int64) {
	t.Helper()
	if err := chromedp.Do(ctx, window(width), chromedp.Navigate(url)); err != nil {
		t.Fatalf("%s at %d: %v", url, width, err)
	}
	scroll, err := chromedp.Run(ctx, chromedp.Evaluate[int64](unfold))
	if err != nil {
		t.Fatal(err)
	}
	wide, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](sticking))
	if err != nil {
		t.Fatal(err)
	}
	if scroll > width || len(wide) > 0 {
		t.Errorf("%s at %d pixels is %d wide: %q", filepath.Base(url), width, scroll, wide)
	}
}

// pictures keeps what a person should look at.
func pictures(ctx context.Context, t *testing.T, dir string) {
	t.Helper()
	for _, shot := range []struct {
		file, scheme string
		width        int64
	}{
		{"full.en", "light", 1280},
		{"full.es", "dark", 1280},
		{"full.es", "light", 390},
		{"full.en", "dark", 390},
		{"empty.es", "light", 1280},
		{"crowded.en", "light", 1280},
		{"full.en", "light", 1280},
	} {
		scheme := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: shot.scheme}}
		file := filepath.Join(dir, shot.file)
		if err := chromedp.Do(ctx,
			command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: scheme}),
			window(shot.width), chromedp.Navigate("file://"+absolute(t, file+".html"))); err != nil {
			t.Fatal(err)
		}
		png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
		if err != nil {
			t.Fatal(err)
		}
		write(t, fmt.Sprintf("%s.%s.%d.png", file, shot.scheme, shot.width), png)
	}
	pdf, err := chromedp.Run(ctx, printed)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "print.pdf"), pdf)
}

func printed(ctx context.Context, t *chromedp.Target) ([]byte, error) {
	yes := true
	r, err := cdp.Call(ctx, t, page.PrintToPDF, page.PrintToPDFParams{PrintBackground: &yes, PreferCSSPageSize: &yes})
	return r.Data, err
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
