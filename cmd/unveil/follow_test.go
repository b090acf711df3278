package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestFollow stays with a log across its rotation, and ends well when it is
// interrupted.
func TestFollow(t *testing.T) {
	name := filepath.Join(t.TempDir(), "access.log")
	at := time.Date(2018, 6, 12, 20, 0, 0, 0, time.UTC)
	lines := func(from, to int) []byte {
		var b strings.Builder
		for i := from; i < to; i++ {
			fmt.Fprintf(&b, "192.0.2.%d - - [%s] \"GET /p/%d HTTP/1.1\" 200 512 \"-\" \"Mozilla/5.0\"\n",
				i%200, at.Add(time.Duration(i)*200*time.Millisecond).Format("02/Jan/2006:15:04:05 -0700"), i)
		}
		return []byte(b.String())
	}
	write := func(data []byte) {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(lines(0, 900))
	cmd := unveil("traffic", "--follow", name)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stop := time.AfterFunc(60*time.Second, func() { _ = cmd.Process.Kill() })
	defer stop.Stop()
	read := bufio.NewScanner(out)
	if !read.Scan() || !strings.Contains(read.Text(), "20:02:59 access.log: 5 requests/s") {
		t.Errorf("first line %q", read.Text())
	}
	// After the rotation a flood begins, which is told although the minute has
	// not changed.
	if err := os.Rename(name, name+".1"); err != nil {
		t.Fatal(err)
	}
	var flood strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&flood, "198.51.100.%d - - [%s] \"GET /?%d HTTP/1.1\" 200 512 \"-\" \"Mozilla/5.0 (X11)\"\n",
			i%50, at.Add(3*time.Minute+time.Duration(i)*10*time.Millisecond).Format("02/Jan/2006:15:04:05 -0700"), 1_000_000+i*37)
	}
	write([]byte(flood.String()))
	if !read.Scan() || !strings.Contains(read.Text(), "20:03:29 access.log") {
		t.Errorf("line after the rotation %q", read.Text())
	}
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	for read.Scan() {
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("interrupted: %v", err)
	}
}
