//go:build race

package faulttest

const raced = true
