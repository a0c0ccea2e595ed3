package dev.toolbridge.api;

public class Innocent {
}
