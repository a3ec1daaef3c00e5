//go:build race

package elements

const raced = true
