package dev.toolbridge.service.database;

public class Innocent {
}
