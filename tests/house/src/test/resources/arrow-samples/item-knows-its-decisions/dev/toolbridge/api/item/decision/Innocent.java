package dev.toolbridge.api.item.decision;

public class Innocent {
}
