package label

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"github.com/unveil-project/unveil/internal/stance"
)

// Model answers with the stance of texts. It holds weights of hashed features
// and no text.
type Model struct {
	*linear
	Threshold float64
	Examples  int
}

// modelFile is a model on disk (docs/formats/labels.md).
type modelFile struct {
	Kind       string       `json:"kind"`
	Schema     int          `json:"schema"`
	Dimensions int          `json:"dimensions"`
	Examples   int          `json:"examples"`
	Threshold  float64      `json:"threshold"`
	Bias       [3]float64   `json:"bias"`
	At         []uint32     `json:"at"`
	Weights    [][3]float32 `json:"weights"` // hostile, favourable, unclear, one row for each of At
}

const modelKind = "unveil-stance-model"

// Encode writes a model as JSON.
func (m *Model) Encode() ([]byte, error) {
	f := modelFile{Kind: modelKind, Schema: Schema, Dimensions: dimensions, Examples: m.Examples, Threshold: m.Threshold, Bias: m.bias}
	for i := range uint32(dimensions) {
		row := [3]float32{float32(m.weights[0][i]), float32(m.weights[1][i]), float32(m.weights[2][i])}
		if row != [3]float32{} {
			f.At, f.Weights = append(f.At, i), append(f.Weights, row)
		}
	}
	data, err := json.Marshal(f)
	return append(data, '\n'), err
}

// Decode reads a model. What it says of itself is checked: it may come from a
// stranger.
func Decode(data []byte) (*Model, error) {
	var f modelFile
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("reading a model: %w", err)
	}
	if f.Kind != modelKind || f.Schema != Schema || f.Dimensions != dimensions || len(f.At) != len(f.Weights) || f.Threshold < 0 || f.Threshold > 1 {
		return nil, errors.New("not a stance model of this version")
	}
	m := &Model{linear: &linear{bias: f.Bias}, Threshold: f.Threshold, Examples: f.Examples}
	for c := range m.weights {
		m.weights[c] = make([]float64, dimensions)
	}
	for i, at := range f.At {
		if at >= dimensions {
			return nil, errors.New("not a stance model of this version")
		}
		for c := range m.weights {
			if w := float64(f.Weights[i][c]); !math.IsNaN(w) && !math.IsInf(w, 0) {
				m.weights[c][at] = w
			}
		}
	}
	return m, nil
}

// Answer gives the stance of a text from its masked words and what the rules
// say of it, and the probability of the answer.
func (m *Model) Answer(words []string, rules stance.Opinion) (stance.Stance, float64) {
	p := m.predict(features(words, rules))
	s := choose(p, m.Threshold)
	return s, p[classOf(s)]
}
