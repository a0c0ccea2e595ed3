package dev.toolbridge.database;

public class Innocent {
}
