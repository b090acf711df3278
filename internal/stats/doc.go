// Package stats holds the numbers that detectors compute, each with its
// source: tails, false discovery rates, robust summaries of series.
package stats
