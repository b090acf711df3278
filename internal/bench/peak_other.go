//go:build !unix

package main

import "os"

// peak is 0: this system does not tell what a process had resident.
func peak(*os.ProcessState) int64 { return 0 }
