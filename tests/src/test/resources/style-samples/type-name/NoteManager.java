package sample;

class NoteManager {}
