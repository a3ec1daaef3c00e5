// Package picture draws a terminal's screen as SVG, for the documentation. It
// imports nothing of ours. The pictures in docs/ are made by
//
//	go test ./internal/cli -run TestPictures -update
package picture
