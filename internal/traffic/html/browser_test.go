package html_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"

	"github.com/unveil-project/unveil/internal/lang"
	"github.com/unveil-project/unveil/internal/traffic/traffictest"
)

// browser starts a headless browser, or skips where there is none.
func browser(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
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

// unfold opens every folded part and lists what reaches beyond the page's
// right edge.
const unfold = `document.querySelectorAll("details").forEach(d => d.open = true);
[...document.querySelectorAll("body *")]
	.filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
	.slice(0, 5).map(e => e.outerHTML.slice(0, 120))`

// TestInABrowser holds that nothing sticks out on a phone or a desk, whatever
// a log holds, and that the browser has nothing to complain of.
func TestInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	ctx := browser(t)
	var mu sync.Mutex
	var said []string // guarded by mu
	if err := chromedp.Do(ctx, command(log.Enable, cdp.Empty{})); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, func(ev any) {
		if e, ok := ev.(*log.EventEntryAdded); ok {
			mu.Lock()
			said = append(said, e.Entry.Text)
			mu.Unlock()
		}
	}); err != nil {
		t.Fatal(err)
	}
	for name, l := range map[string]lang.Lang{"attack": lang.Es, "unclear": lang.En, "hostile": lang.En, "empty": lang.Es} {
		file := filepath.Join(t.TempDir(), name+".html")
		if err := os.WriteFile(file, []byte(render(t, traffictest.All()[name], l)), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, width := range []int64{360, 1280} {
			size := emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 900, DeviceScaleFactor: 1, Mobile: width < 600}
			if err := chromedp.Do(ctx, command(emulation.SetDeviceMetricsOverride, size), chromedp.Navigate("file://"+file)); err != nil {
				t.Fatalf("%s at %d: %v", name, width, err)
			}
			wide, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](unfold))
			if err != nil {
				t.Fatal(err)
			}
			if len(wide) > 0 {
				t.Errorf("%s at %d pixels sticks out: %q", name, width, wide)
			}
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if said = slices.Compact(said); len(said) > 0 {
		t.Errorf("the browser complains: %q", said)
	}
}
