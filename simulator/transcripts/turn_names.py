"""What keys and columns of unknown systems are called, folded, in several languages."""

from __future__ import annotations

TEXT = tuple(
    "content text message body utterance msg messagetext textbody messagebody messagecontent utterancetext bodytext "
    "plaintext said value transcript transcription turntext line sentence parts nachricht nachrichtentext inhalt "
    "texte contenu mensaje texto contenido mensagem messaggio testo bericht tekst wiadomo meddelande besked "
    "messageparts messagedata sentences elements preview commentbody mesaj сообщение текст "
    "メッセージ 本文 発言 消息 内容 消息内容 메시지 내용".split()
)
"""What the words are called, folded, the surest first."""
ROLE = tuple(
    "role speaker senderrole sendertype authorrole authortype speakerrole speakertype speakerlabel messagerole "
    "participantrole participanttype party turnrole sentby from sender fromrole usertype fromtype absender rolle "
    "sprecher rle expditeur remitente rol autor ruolo mittente papel remetente afzender rola roll actortype "
    "participantpurpose speakerid von commentauthorrole gnderen "
    "роль отправитель 発言者 話者 送信者 役割 角色 发送者 发言人 역할 화자 발신자".split()
)
"""What the side is called: any of those beside words makes a message."""
WEAK = tuple(
    "author who actor user client participant type agentorcustomer saidby writer auteur side channel event u "
    "initiator".split()
)
"""The same, where their values name a side."""
OF_ANYTHING = frozenset({"type", "status", "channel", "event"})
"""The same of which any other value tells of nobody."""
NAME = tuple(
    "name authorname sendername speakername displayname username author sender from speaker user auteur nom nombre "
    "nome naam".split()
)
AUTHOR = tuple("authorid senderid userid speakerid participantid fromid agentid actorid u".split())
ID = tuple("id messageid msgid turnid uuid tweetid utteranceid".split())
CONVERSATION = tuple(
    "conversationid conversation convid convoid chatid sessionid threadid ticketid dialogueid dialogid callid caseid "
    "contactid interactionid roomid transcriptid conversationuuid conversationsid chat session thread ticket dialogue "
    "case ticketnumber casenumber dialogueuid conversationnumber chatnumber channelid "
    "vorgang vorgangsnummer gesprch gesprchsid conversacin conversacinid conversa conversazione gesprek dossier "
    "idconversation idconversacin numroconversation rozmowa konversation samtale konumaid konuma "
    "диалог диалогid чат чатid обращение 会話id 会話 対話id 会话id 会话 对话id 对话 대화id 대화".split()
)
