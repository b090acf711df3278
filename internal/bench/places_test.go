package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestTheLogWithPublicAddresses(t *testing.T) {
	var b bytes.Buffer
	if err := writePublic(&b, 500, 1); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(b.String(), "\n")
	if len(lines) != 501 {
		t.Fatalf("%d lines, want 500", len(lines)-1)
	}
	for _, l := range lines[:500] {
		if !strings.HasPrefix(l, "45.") {
			t.Fatalf("line %q", l)
		}
	}
}

func TestTheDatabasesDisagreeOnATenth(t *testing.T) {
	var a, b bytes.Buffer
	if err := writeCountries(&a, false); err != nil {
		t.Fatal(err)
	}
	if err := writeCountries(&b, true); err != nil {
		t.Fatal(err)
	}
	x, y := strings.Split(a.String(), "\n"), strings.Split(b.String(), "\n")
	if len(x) != 1<<14+1 || x[0] != "45.0.0.0,45.0.3.255,MX" || x[len(x)-2] != "45.255.252.0,45.255.255.255,MX" && !strings.HasPrefix(x[len(x)-2], "45.255.252.0,45.255.255.255,") {
		t.Fatalf("%d ranges from %q to %q", len(x)-1, x[0], x[len(x)-2])
	}
	differ := 0
	for i := range x {
		if x[i] != y[i] {
			differ++
		}
	}
	if differ == 0 || differ > len(x)/5 {
		t.Errorf("%d of %d ranges differ", differ, len(x))
	}
}
