/** The events of imports; their payload holds codes, counts and digests. */
export const importEventTypes = {
  PREPARED: "import.prepared",
  UPLOADED: "import.uploaded",
  READ: "import.read",
  CHECK_ASKED: "import.checkAsked",
  CHECKED: "import.checked",
  BEGUN: "import.begun",
  PART_WRITTEN: "import.partWritten",
  PART_TAKEN_BACK: "import.partTakenBack",
  DONE: "import.done",
  FAILED: "import.failed",
  CANCELLED: "import.cancelled",
  PROBLEMS_LINKED: "import.problemsLinked",
  PROBLEMS_OPENED: "import.problemsOpened",
  MAPPING_SAVED: "importMapping.saved",
  MAPPING_REMOVED: "importMapping.removed",
} as const;
