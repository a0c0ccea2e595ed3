package dev.toolbridge.api.sync;

public class Innocent {
}
