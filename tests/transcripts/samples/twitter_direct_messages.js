window.YTD.direct_messages.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "11-21",
      "messages" : [
        {"messageCreate" : {"recipientId" : "11", "reactions" : [ ], "urls" : [ ], "text" : "It left today.", "mediaUrls" : [ ], "senderId" : "21", "id" : "9002", "createdAt" : "2026-03-02T09:05:00.000Z", "editHistory" : [ ]}},
        {"joinConversation" : {"initiatingUserId" : "11", "createdAt" : "2026-03-02T09:01:00.000Z", "participantsSnapshot" : [ "11" ]}},
        {"messageCreate" : {"recipientId" : "21", "reactions" : [ ], "urls" : [ ], "text" : "Is it sent?", "mediaUrls" : [ ], "senderId" : "11", "id" : "9001", "createdAt" : "2026-03-02T09:00:00.000Z"}}
      ]
    }
  }
]
